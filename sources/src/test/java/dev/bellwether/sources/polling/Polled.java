// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.Objects;

/** A record of the tests: what was asked, and a value. */
public final class Polled {

    public String item;
    public long scheduledMillis;
    public long windowStartMillis;
    public int page;
    public long value;

    public Polled() {}

    Polled(String item, long scheduledMillis, long windowStartMillis, int page, long value) {
        this.item = item;
        this.scheduledMillis = scheduledMillis;
        this.windowStartMillis = windowStartMillis;
        this.page = page;
        this.value = value;
    }

    /** Without the value: which page of which item at which firing. */
    String place() {
        return item + "@" + scheduledMillis + "#" + page;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polled
                && place().equals(((Polled) other).place())
                && windowStartMillis == ((Polled) other).windowStartMillis
                && value == ((Polled) other).value;
    }

    @Override
    public int hashCode() {
        return Objects.hash(item, scheduledMillis, page, value);
    }

    @Override
    public String toString() {
        return place() + "=" + value;
    }
}
