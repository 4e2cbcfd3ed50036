// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.time.Instant;

/**
 * The rules that one quote must satisfy on its own, in the order of {@link #check}.
 *
 * <p>Unknown fields ({@code NaN}) satisfy every rule except that there must be a price.
 */
final class QuoteRules {

    static final int MAX_SYMBOL_LENGTH = 20;

    private final long earliestMillis;
    private final long futureToleranceMillis;
    private final double rangeTolerance;
    private final double priceCeiling;
    private final double volumeCeiling;

    QuoteRules(QualitySettings settings) {
        earliestMillis = settings.earliestMillis;
        futureToleranceMillis = settings.futureToleranceMillis;
        rangeTolerance = settings.rangeTolerance;
        priceCeiling = settings.priceCeiling;
        volumeCeiling = settings.volumeCeiling;
    }

    /** The first rule that the quote breaks, or {@code null} if it breaks none. */
    Rejection check(Quote quote) {
        Rejection rejection = checkSymbol(quote.symbol);
        if (rejection == null) {
            rejection = checkTime(quote);
        }
        if (rejection == null) {
            rejection = checkPrice(quote.price);
        }
        if (rejection == null) {
            rejection = checkRange(quote);
        }
        if (rejection == null && !(Double.isNaN(quote.dayVolume) || isAmount(quote.dayVolume))) {
            rejection =
                    new Rejection(
                            ReasonCode.INVALID_VOLUME,
                            "day_volume must be finite and not negative, was " + quote.dayVolume);
        }
        return rejection == null ? checkCeilings(quote) : rejection;
    }

    /** After the rules that ask for finite figures: what is infinite is not merely too much. */
    private Rejection checkCeilings(Quote quote) {
        // What is unknown (NaN) is not greater than anything.
        if (quote.price > priceCeiling) {
            return aboveCeiling("price", quote.price, priceCeiling);
        }
        if (quote.open > priceCeiling) {
            return aboveCeiling("open", quote.open, priceCeiling);
        }
        if (quote.high > priceCeiling) {
            return aboveCeiling("high", quote.high, priceCeiling);
        }
        if (quote.low > priceCeiling) {
            return aboveCeiling("low", quote.low, priceCeiling);
        }
        if (quote.previousClose > priceCeiling) {
            return aboveCeiling("previous_close", quote.previousClose, priceCeiling);
        }
        if (quote.dayVolume > volumeCeiling) {
            return aboveCeiling("day_volume", quote.dayVolume, volumeCeiling);
        }
        return null;
    }

    private static Rejection aboveCeiling(String field, double value, double ceiling) {
        return new Rejection(
                ReasonCode.IMPLAUSIBLE_VALUE,
                field + " " + value + " is above the ceiling of " + ceiling);
    }

    /**
     * Upper-case letters and digits, in groups joined by single {@code . - /}: AAPL, BRK.B, BRK-B,
     * BTC-USD, EUR/USD, 0700.HK, an ISIN. An index may begin with {@code ^}.
     */
    static Rejection checkSymbol(String symbol) {
        if (symbol == null || symbol.isEmpty()) {
            return new Rejection(ReasonCode.INVALID_SYMBOL, "symbol is missing");
        }
        if (symbol.length() > MAX_SYMBOL_LENGTH) {
            return new Rejection(
                    ReasonCode.INVALID_SYMBOL,
                    "symbol has "
                            + symbol.length()
                            + " characters, allowed are "
                            + MAX_SYMBOL_LENGTH);
        }
        boolean afterGroup = false;
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            boolean inGroup = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean joint = c == '.' || c == '-' || c == '/';
            if (!inGroup && !(joint && afterGroup) && !(c == '^' && i == 0)) {
                return malformed(symbol);
            }
            afterGroup = inGroup;
        }
        return afterGroup ? null : malformed(symbol);
    }

    private static Rejection malformed(String symbol) {
        return new Rejection(
                ReasonCode.INVALID_SYMBOL,
                "symbol must be capital letters and digits joined by single . - or /, was '"
                        + symbol
                        + "'");
    }

    private Rejection checkTime(Quote quote) {
        if (quote.eventTimeMillis < earliestMillis) {
            return new Rejection(
                    ReasonCode.IMPLAUSIBLE_TIME,
                    "event time "
                            + Instant.ofEpochMilli(quote.eventTimeMillis)
                            + " is before "
                            + Instant.ofEpochMilli(earliestMillis));
        }
        // Without a time of receipt there is nothing to hold a future time against.
        if (quote.receivedMillis > 0
                && quote.eventTimeMillis - futureToleranceMillis > quote.receivedMillis) {
            return new Rejection(
                    ReasonCode.IMPLAUSIBLE_TIME,
                    "event time "
                            + Instant.ofEpochMilli(quote.eventTimeMillis)
                            + " is more than "
                            + futureToleranceMillis
                            + " ms after its receipt at "
                            + Instant.ofEpochMilli(quote.receivedMillis));
        }
        return null;
    }

    private static Rejection checkPrice(double price) {
        if (isPrice(price)) {
            return null;
        }
        return new Rejection(
                ReasonCode.INVALID_PRICE,
                Double.isNaN(price)
                        ? "price is missing"
                        : "price must be positive and finite, was " + price);
    }

    private Rejection checkRange(Quote quote) {
        Rejection rejection = checkField("open", quote.open);
        if (rejection == null) {
            rejection = checkField("high", quote.high);
        }
        if (rejection == null) {
            rejection = checkField("low", quote.low);
        }
        if (rejection == null) {
            rejection = checkField("previous_close", quote.previousClose);
        }
        if (rejection == null && quote.high < quote.low) {
            rejection =
                    new Rejection(
                            ReasonCode.INVALID_RANGE,
                            "high " + quote.high + " is below low " + quote.low);
        }
        if (rejection == null) {
            rejection = checkWithin("price", quote.price, quote);
        }
        return rejection == null ? checkWithin("open", quote.open, quote) : rejection;
    }

    private static Rejection checkField(String field, double value) {
        return Double.isNaN(value) || isPrice(value)
                ? null
                : new Rejection(
                        ReasonCode.INVALID_RANGE,
                        field + " must be positive and finite, was " + value);
    }

    private Rejection checkWithin(String field, double value, Quote quote) {
        if (value > quote.high * (1 + rangeTolerance)) {
            return new Rejection(
                    ReasonCode.INVALID_RANGE, field + " " + value + " is above high " + quote.high);
        }
        if (value < quote.low / (1 + rangeTolerance)) {
            return new Rejection(
                    ReasonCode.INVALID_RANGE, field + " " + value + " is below low " + quote.low);
        }
        return null;
    }

    private static boolean isPrice(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    private static boolean isAmount(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }
}
