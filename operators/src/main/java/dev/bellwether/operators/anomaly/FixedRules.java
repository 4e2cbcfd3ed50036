// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Thresholds, rounding and texts of the program that this replaces: a change beyond 10 %, a volume
 * beyond five times its mean.
 */
final class FixedRules {

    static final double PRICE_CHANGE_PERCENT = 10.0;
    static final double VOLUME_RATIO = 5.0;

    private FixedRules() {}

    /** For example {@code extreme_price_change_12.50%}. */
    static String priceChange(double percent) {
        return "extreme_price_change_" + decimal(percent, 2).toPlainString() + "%";
    }

    /** For example {@code volume_spike_6.2x}. */
    static String volumeSpike(double ratio) {
        return "volume_spike_" + decimal(ratio, 1).toPlainString() + "x";
    }

    /** To two decimals; 0 for what is unknown. */
    static double rounded(double value) {
        return Double.isFinite(value) ? decimal(value, 2).doubleValue() : 0;
    }

    /** The exact value of the double half to even, as Python rounds and writes. */
    private static BigDecimal decimal(double value, int places) {
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN);
    }
}
