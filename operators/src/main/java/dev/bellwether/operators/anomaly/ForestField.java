// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnalyzedQuote;
import java.util.Locale;

/**
 * What a forest looks at: logarithms, so that a factor is the same distance at every level. Their
 * order is that of the coordinates of stored points.
 */
enum ForestField {
    /** ln(price / price before). */
    RETURN("return", " %", 2, 1e-4),
    /** ln(1 + interval volume). */
    VOLUME("volume", "", 0, 0.1),
    /** ln(high / low), of the session so far. */
    RANGE("range", " %", 2, 1e-4);

    static final int COUNT = values().length;

    private final String text;
    private final String unit;
    private final int decimals;

    /** What one robust standard deviation is taken to be at least. */
    final double leastDeviation;

    ForestField(String text, String unit, int decimals, double leastDeviation) {
        this.text = text;
        this.unit = unit;
        this.decimals = decimals;
        this.leastDeviation = leastDeviation;
    }

    /** Not finite if it is not known. */
    double of(AnalyzedQuote analyzed, double priceBefore) {
        switch (this) {
            case RETURN:
                return Math.log(analyzed.quote.price / priceBefore);
            case VOLUME:
                return Math.log1p(analyzed.analytics.intervalVolume);
            default:
                return Math.log(analyzed.quote.high / analyzed.quote.low);
        }
    }

    /** As in {@code Anomaly.fields}. */
    String text() {
        return text;
    }

    /** For example {@code return -4.10 %, expected -0.30 % (-3.10 to 2.50 %)}. */
    String phrase(double observed, double expected, double low, double high) {
        return text
                + " "
                + number(observed)
                + unit
                + ", expected "
                + number(expected)
                + unit
                + " ("
                + number(low)
                + " to "
                + number(high)
                + unit
                + ")";
    }

    private String number(double logarithm) {
        double plain = this == VOLUME ? Math.expm1(logarithm) : Math.expm1(logarithm) * 100;
        return String.format(Locale.ROOT, "%." + decimals + "f", plain);
    }
}
