// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Trend;
import dev.bellwether.model.VolatilityBand;

/**
 * Classes of price changes. A change is rounded to four decimals of a percent before it is
 * compared, as in the replaced system: 100 → 105 is a change of 5 %, whatever the binary fractions
 * say.
 */
final class PriceClasses {

    private static final double TREND_PERCENT = 2;

    private PriceClasses() {}

    /**
     * Class of the absolute change from one observation to the next, bounds exclusive. Equities and
     * currencies: above 5 % high, above 2 % medium, else low. Crypto-assets: above 15 % extreme,
     * above 8 % high, above 3 % normal, else low. {@code null} if the change is unknown.
     */
    static VolatilityBand bandOf(double changePercent, AssetClass assetClass) {
        if (Double.isNaN(changePercent)) {
            return null;
        }
        double change = Math.abs(rounded(changePercent));
        if (assetClass == AssetClass.CRYPTO) {
            if (change > 15) {
                return VolatilityBand.EXTREME;
            }
            if (change > 8) {
                return VolatilityBand.HIGH;
            }
            return change > 3 ? VolatilityBand.NORMAL : VolatilityBand.LOW;
        }
        if (change > 5) {
            return VolatilityBand.HIGH;
        }
        return change > 2 ? VolatilityBand.MEDIUM : VolatilityBand.LOW;
    }

    /** Later mean against earlier mean: more than 2 % above, more than 2 % below, or between. */
    static Trend trendOf(double earlier, double later) {
        double change = rounded((later - earlier) / earlier * 100);
        if (change > TREND_PERCENT) {
            return Trend.UPTREND;
        }
        return change < -TREND_PERCENT ? Trend.DOWNTREND : Trend.SIDEWAYS;
    }

    private static double rounded(double percent) {
        return Math.rint(percent * 1e4) / 1e4;
    }
}
