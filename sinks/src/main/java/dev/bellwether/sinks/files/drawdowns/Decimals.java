// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Two decimals, rounded and printed as pandas does it after {@code round(2)}. */
final class Decimals {

    private static final double EXACT = 1e12;

    private Decimals() {}

    /**
     * Appends the value rounded to two decimals, the exact value of the double half to even, with
     * at least one of them: {@code -30.0}, {@code 84.15}. Nothing if it is not finite.
     */
    static void append(StringBuilder text, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        long hundredths = hundredths(value);
        if (hundredths < 0 || (hundredths == 0 && value < 0)) {
            text.append('-');
            hundredths = -hundredths;
        }
        text.append(hundredths / 100).append('.').append((char) ('0' + hundredths / 10 % 10));
        if (hundredths % 10 != 0) {
            text.append((char) ('0' + hundredths % 10));
        }
    }

    private static long hundredths(double value) {
        double shifted = value * 100;
        double nearest = Math.rint(shifted);
        boolean undecided = Math.abs(Math.abs(shifted - nearest) - 0.5) < 1e-4;
        if (undecided || Math.abs(shifted) > EXACT) {
            // The product was rounded itself, which may have decided a tie that there was not.
            return new BigDecimal(value)
                    .movePointRight(2)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }
        return (long) nearest;
    }
}
