// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;

/** One message of those that a notification becomes. */
final class Page {

    /** The longest that {@link #suffix} gets. */
    static final int SUFFIX = " (9999/9999)".length();

    final Notification of;

    /** From 1. */
    final int number;

    final int count;

    /** Those of the entries that are on this page. */
    final String[] lines;

    Page(Notification of, int number, int count, String[] lines) {
        this.of = of;
        this.number = number;
        this.count = count;
        this.lines = lines;
    }

    /** What is said once only is said on the first. */
    boolean isFirst() {
        return number == 1;
    }

    /** The same whenever the same is sent again. */
    String key() {
        return count == 1 ? of.key : of.key + "#" + number;
    }

    /** {@code " (1/3)"}, empty if there is one page. */
    String suffix() {
        return count == 1 ? "" : " (" + number + "/" + count + ")";
    }

    /** The title with the number of the page, at most that long. */
    String title(int most) {
        return Texts.cut(of.title, most - suffix().length()) + suffix();
    }
}
