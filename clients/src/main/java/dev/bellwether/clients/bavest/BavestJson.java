// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Reads Bavest's numbers: absent, {@code null} and unreadable are unknown, and often so is 0. */
final class BavestJson {

    /** Larger figures are milliseconds: as seconds they would be in the year 5138 or later. */
    private static final double MAX_SECONDS = 1e11;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    private BavestJson() {}

    /** The number, also if it is written as text; {@code NaN} if there is none. */
    static double number(JsonNode value) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            return Double.isFinite(number) ? number : Double.NaN;
        }
        if (value.isTextual() && NUMBER.matcher(value.textValue()).matches()) {
            return number(Double.parseDouble(value.textValue()));
        }
        return Double.NaN;
    }

    /** As {@link #number}, with 0 read as unknown: the provider fills gaps with it. */
    static double nonZero(JsonNode value) {
        double number = number(value);
        return number == 0 ? Double.NaN : number;
    }

    /** As {@link #nonZero}, for figures that cannot be negative. */
    static double positive(JsonNode value) {
        double number = number(value);
        return number > 0 ? number : Double.NaN;
    }

    /** Epoch milliseconds from seconds or milliseconds; 0 if unknown. */
    static long epochMillis(JsonNode value) {
        double time = positive(value);
        if (Double.isNaN(time)) {
            return 0;
        }
        return Math.round(time > MAX_SECONDS ? time : time * 1000);
    }

    private static double number(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
