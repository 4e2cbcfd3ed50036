// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Quote;
import java.time.Instant;

/** Builds the observations and quotes of the tests. */
final class Observations {

    private Observations() {}

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static Quote quote(String symbol, String instant, double price, double dayVolume) {
        Quote quote = Quote.of(symbol, price, millis(instant));
        quote.dayVolume = dayVolume;
        quote.feed = "test";
        quote.currency = "USD";
        return quote;
    }

    static Observation observation(long millis, double price, double intervalVolume) {
        Observation observation = Observation.of(Quote.of("SPY", price, millis));
        observation.feed = "test";
        observation.currency = "USD";
        observation.intervalVolume = intervalVolume;
        return observation;
    }
}
