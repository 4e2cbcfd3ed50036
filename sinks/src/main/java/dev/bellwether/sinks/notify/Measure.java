// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * How long a service finds a text; what is longer is cut with an ellipsis, between code points.
 *
 * <p>No text is shorter than its beginnings, by any of these.
 */
interface Measure {

    /** UTF-16 units. */
    Measure CHARACTERS = String::length;

    /** UTF-8 bytes of a string in JSON, without its quotes. */
    Measure JSON = text -> JsonStringEncoder.getInstance().quoteAsUTF8(text).length;

    int of(String text);

    default String ellipsis() {
        return "…";
    }

    /** The text if it is not longer than that, else as much of it as is, with an ellipsis. */
    default String cut(String text, int most) {
        if (of(text) <= most) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (of(beginning(text, middle) + ellipsis()) <= most) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return beginning(text, low) + ellipsis();
    }

    private static String beginning(String text, int end) {
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }
}
