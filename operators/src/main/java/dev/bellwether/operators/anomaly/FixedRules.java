// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the program that this replaces, with its rounding and its texts: a change beyond 10
 * %, a volume beyond five times its mean, a price that is none.
 */
final class FixedRules {

    static final double PRICE_CHANGE_PERCENT = 10.0;
    static final double VOLUME_RATIO = 5.0;

    private FixedRules() {}

    /**
     * What that program would have found, in its order: for example {@code
     * extreme_price_change_12.50%}, {@code volume_spike_6.2x}, {@code invalid_price}.
     *
     * @param price 0 or {@code NaN} if there is none
     * @param changePercent {@code NaN} if unknown, which it took for 0
     * @param volumeRatio {@code NaN} if unknown, which it took for 0
     */
    static List<String> texts(double price, double changePercent, double volumeRatio) {
        List<String> texts = new ArrayList<>();
        double change = rounded(changePercent);
        double ratio = rounded(volumeRatio);
        if (Math.abs(change) > PRICE_CHANGE_PERCENT) {
            texts.add(priceChange(change));
        }
        if (ratio > VOLUME_RATIO) {
            texts.add(volumeSpike(ratio));
        }
        if (!(price > 0)) {
            texts.add("invalid_price");
        }
        return texts;
    }

    static String priceChange(double percent) {
        return "extreme_price_change_" + decimal(percent, 2).toPlainString() + "%";
    }

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
