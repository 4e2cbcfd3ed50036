// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes messages of a notification that is longer than a service takes: split between its entries
 * and nowhere else, every entry on exactly one page and in its order; an entry that is longer than
 * a page is cut with an ellipsis.
 */
final class Pages {

    private Pages() {}

    /**
     * @param first how long all entries of the first page may be, a unit for the end of each
     *     included; fewer than the others if it has more to say
     * @param other the same for the others, at least 8
     */
    static List<Page> of(Notification notification, Measure measure, int first, int other) {
        List<List<String>> pages = new ArrayList<>();
        pages.add(new ArrayList<>());
        int left = first;
        for (String line : notification.lines) {
            boolean begun = !pages.get(pages.size() - 1).isEmpty();
            int size = measure.of(line) + 1;
            if (size > left && (begun || left < other)) {
                pages.add(new ArrayList<>());
                left = other;
            }
            String fitting = size > left ? measure.cut(line, left - 1) : line;
            pages.get(pages.size() - 1).add(fitting);
            left -= measure.of(fitting) + 1;
        }
        List<Page> made = new ArrayList<>();
        for (List<String> lines : pages) {
            made.add(
                    new Page(
                            notification,
                            made.size() + 1,
                            pages.size(),
                            lines.toArray(new String[0])));
        }
        return made;
    }

    /** One page, whatever its length. */
    static List<Page> one(Notification notification) {
        return List.of(new Page(notification, 1, 1, notification.lines));
    }

    /** Lines together, a text of at most that length each; a line that is longer is cut. */
    static List<String> packed(Iterable<String> lines, Measure measure, int most) {
        List<String> packs = new ArrayList<>();
        StringBuilder pack = new StringBuilder();
        int size = 0;
        for (String line : lines) {
            String fitting = measure.cut(line, most);
            int more = measure.of(fitting);
            if (pack.length() > 0 && size + 1 + more > most) {
                packs.add(pack.toString());
                pack.setLength(0);
                size = 0;
            }
            size += more + (pack.length() == 0 ? 0 : 1);
            pack.append(pack.length() == 0 ? "" : "\n").append(fitting);
        }
        if (pack.length() > 0) {
            packs.add(pack.toString());
        }
        return packs;
    }
}
