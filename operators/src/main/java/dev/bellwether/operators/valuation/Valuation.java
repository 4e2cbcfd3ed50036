// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.valuation;

import dev.bellwether.model.PeCategory;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolAnalytics;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Price/earnings ratio, its class and what it suggests.
 *
 * <p>The ratio is the provider's figure if it is a finite number other than 0, else price / EPS if
 * EPS is a finite number other than 0 and in the currency of the price. Providers fill gaps with 0,
 * so 0 is unknown and never "negative earnings" (the replaced system took it for that). Rounded to
 * two decimals, half to even on the exact binary value as Python's {@code round} does (12.345 →
 * 12.35, 2.675 → 2.67), and classified after rounding: 9.996 counts as 10. What rounds to 0 is
 * unknown as well.
 *
 * <table>
 * <caption>Classes; upper bounds are exclusive</caption>
 * <tr><th>P/E</th><th>category</th><th>P/E</th><th>signal</th></tr>
 * <tr><td>below 0</td><td>negative_earnings</td><td>below 0</td><td>avoid</td></tr>
 * <tr><td>below 10</td><td>undervalued</td><td>below 15</td><td>buy</td></tr>
 * <tr><td>below 15</td><td>fair_value</td><td>below 25</td><td>hold</td></tr>
 * <tr><td>below 25</td><td>growth_stock</td><td>from 25</td><td>sell</td></tr>
 * <tr><td>below 50</td><td>expensive</td><td></td><td></td></tr>
 * <tr><td>from 50</td><td>highly_speculative</td><td></td><td></td></tr>
 * <tr><td>unknown</td><td>insufficient_data</td><td>unknown</td><td>unknown</td></tr>
 * </table>
 */
public final class Valuation {

    private static final int DECIMALS = 2;

    private Valuation() {}

    /** Sets the three valuation figures of the analytics from the quote. */
    public static void apply(Quote quote, SymbolAnalytics analytics) {
        analytics.peRatio = peRatio(quote);
        analytics.peCategory = categoryOf(analytics.peRatio);
        analytics.valuationSignal = signalOf(analytics.peRatio);
    }

    /** The ratio rounded to two decimals, {@code NaN} if it is unknown. */
    public static double peRatio(Quote quote) {
        if (isKnown(quote.peRatio)) {
            return rounded(quote.peRatio);
        }
        if (isKnown(quote.eps) && isKnown(quote.price) && isInCurrencyOfPrice(quote)) {
            return rounded(quote.price / quote.eps);
        }
        return Double.NaN;
    }

    /** Class of a ratio as {@link #peRatio} gives it. */
    public static PeCategory categoryOf(double peRatio) {
        if (!isKnown(peRatio)) {
            return PeCategory.INSUFFICIENT_DATA;
        }
        if (peRatio < 0) {
            return PeCategory.NEGATIVE_EARNINGS;
        }
        if (peRatio < 10) {
            return PeCategory.UNDERVALUED;
        }
        if (peRatio < 15) {
            return PeCategory.FAIR_VALUE;
        }
        if (peRatio < 25) {
            return PeCategory.GROWTH_STOCK;
        }
        return peRatio < 50 ? PeCategory.EXPENSIVE : PeCategory.HIGHLY_SPECULATIVE;
    }

    /** What a ratio as {@link #peRatio} gives it suggests. */
    public static SignalDirection signalOf(double peRatio) {
        if (!isKnown(peRatio)) {
            return SignalDirection.UNKNOWN;
        }
        if (peRatio < 0) {
            return SignalDirection.AVOID;
        }
        if (peRatio < 15) {
            return SignalDirection.BUY;
        }
        return peRatio < 25 ? SignalDirection.HOLD : SignalDirection.SELL;
    }

    private static boolean isInCurrencyOfPrice(Quote quote) {
        return quote.epsCurrency == null || quote.epsCurrency.equals(quote.currency);
    }

    private static boolean isKnown(double number) {
        return number != 0 && Double.isFinite(number);
    }

    private static double rounded(double ratio) {
        if (!Double.isFinite(ratio)) {
            return Double.NaN;
        }
        double rounded =
                new BigDecimal(ratio).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
        return rounded == 0 ? Double.NaN : rounded;
    }
}
