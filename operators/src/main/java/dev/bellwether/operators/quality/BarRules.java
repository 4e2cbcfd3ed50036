// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;

/**
 * The rules that a bar must satisfy on its own: a symbol, a span, four positive prices with open
 * and close between low and high, and a volume that is not negative. An unknown volume ({@code
 * NaN}) is allowed, an unknown price is not.
 */
public final class BarRules {

    /** Prices of one bar may come from different venues and roundings; in parts of the price. */
    private static final double RANGE_TOLERANCE = 0.001;

    private BarRules() {}

    /**
     * What becomes of a bar that breaks a rule.
     *
     * @param nowMillis when it is looked at, epoch milliseconds UTC; a bar that begins later is
     *     refused
     * @return the dead letter with the bar as JSON, or {@code null} if the bar breaks no rule
     */
    public static DeadLetter check(Bar bar, long nowMillis) {
        Rejection rejection = firstBroken(bar, nowMillis);
        return rejection == null
                ? null
                : letter(bar, rejection.reason, rejection.message, nowMillis);
    }

    /** The dead letter of a bar; its payload is the bar as JSON. */
    public static DeadLetter letter(Bar bar, ReasonCode reason, String message, long nowMillis) {
        byte[] payload = Json.write(bar).getBytes(StandardCharsets.UTF_8);
        DeadLetter letter = DeadLetter.of(bar.feed, reason, message, payload, nowMillis);
        letter.symbol = bar.symbol;
        return letter;
    }

    private static Rejection firstBroken(Bar bar, long nowMillis) {
        Rejection rejection = QuoteRules.checkSymbol(bar.symbol);
        if (rejection == null) {
            rejection = span(bar, nowMillis);
        }
        if (rejection == null) {
            rejection = price("close", bar.close, ReasonCode.INVALID_PRICE);
        }
        if (rejection == null) {
            rejection = price("open", bar.open, ReasonCode.INVALID_RANGE);
        }
        if (rejection == null) {
            rejection = price("high", bar.high, ReasonCode.INVALID_RANGE);
        }
        if (rejection == null) {
            rejection = price("low", bar.low, ReasonCode.INVALID_RANGE);
        }
        if (rejection == null) {
            rejection = range(bar);
        }
        if (rejection == null && (bar.volume < 0 || Double.isInfinite(bar.volume))) {
            rejection =
                    new Rejection(
                            ReasonCode.INVALID_VOLUME,
                            "volume must be finite and not negative, was " + bar.volume);
        }
        return rejection;
    }

    private static Rejection span(Bar bar, long nowMillis) {
        if (bar.startMillis <= 0 || bar.endMillis <= bar.startMillis) {
            return new Rejection(
                    ReasonCode.IMPLAUSIBLE_TIME,
                    "the bar spans from " + bar.startMillis + " to " + bar.endMillis);
        }
        return bar.startMillis <= nowMillis
                ? null
                : new Rejection(
                        ReasonCode.IMPLAUSIBLE_TIME,
                        "the bar begins at " + bar.startMillis + ", which is still to come");
    }

    private static Rejection price(String field, double value, ReasonCode reason) {
        return value > 0 && value < Double.POSITIVE_INFINITY
                ? null
                : new Rejection(reason, field + " must be positive and finite, was " + value);
    }

    private static Rejection range(Bar bar) {
        if (bar.high < bar.low) {
            return new Rejection(
                    ReasonCode.INVALID_RANGE, "high " + bar.high + " is below low " + bar.low);
        }
        Rejection rejection = within("open", bar.open, bar);
        return rejection == null ? within("close", bar.close, bar) : rejection;
    }

    private static Rejection within(String field, double value, Bar bar) {
        if (value > bar.high * (1 + RANGE_TOLERANCE)) {
            return new Rejection(
                    ReasonCode.INVALID_RANGE, field + " " + value + " is above high " + bar.high);
        }
        if (value < bar.low / (1 + RANGE_TOLERANCE)) {
            return new Rejection(
                    ReasonCode.INVALID_RANGE, field + " " + value + " is below low " + bar.low);
        }
        return null;
    }
}
