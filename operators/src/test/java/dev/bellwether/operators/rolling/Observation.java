// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.Quote;
import java.time.ZoneId;

/** One point of a test series, and the words to make quotes of it. */
final class Observation {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** 2024-03-04 14:30 UTC, a Monday, 9:30 in New York. */
    static final long OPENING = 1_709_562_600_000L;

    static final long MINUTE = 60_000L;

    static final long DAY = 86_400_000L;

    final long time;
    final double price;
    final double dayVolume;

    final String feed;

    Observation(long time, double price, double dayVolume) {
        this(time, price, dayVolume, "test");
    }

    Observation(long time, double price, double dayVolume, String feed) {
        this.time = time;
        this.price = price;
        this.dayVolume = dayVolume;
        this.feed = feed;
    }

    Quote quote(String symbol) {
        Quote quote = quote(symbol, time, price, dayVolume);
        quote.feed = feed;
        return quote;
    }

    static Quote quote(String symbol, long time, double price, double dayVolume) {
        Quote quote = Quote.of(symbol, price, time);
        quote.dayVolume = dayVolume;
        quote.currency = "USD";
        quote.feed = "test";
        return quote;
    }

    @Override
    public String toString() {
        return (time - OPENING) / MINUTE + "min:" + price + "/" + dayVolume + " " + feed;
    }
}
