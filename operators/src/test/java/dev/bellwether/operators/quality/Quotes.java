// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Quote;

/** Builds the quotes of the tests. */
final class Quotes {

    /** 2026-03-02T15:00:00Z, a Monday in the session. */
    static final long T0 = 1_772_463_600_000L;

    private final Quote quote;

    private Quotes(String symbol) {
        quote = Quote.of(symbol, 100.0, T0);
        quote.feed = "test";
        quote.receivedMillis = T0 + 500;
    }

    static Quotes quote(String symbol) {
        return new Quotes(symbol);
    }

    /** Event time in seconds after {@link #T0}; received half a second later. */
    Quotes at(long seconds) {
        quote.eventTimeMillis = T0 + seconds * 1000;
        quote.receivedMillis = quote.eventTimeMillis + 500;
        return this;
    }

    Quotes price(double price) {
        quote.price = price;
        return this;
    }

    Quotes session(double open, double high, double low) {
        quote.open = open;
        quote.high = high;
        quote.low = low;
        return this;
    }

    Quotes previousClose(double price) {
        quote.previousClose = price;
        return this;
    }

    Quotes volume(double volume) {
        quote.dayVolume = volume;
        return this;
    }

    Quotes feed(String feed) {
        quote.feed = feed;
        return this;
    }

    Quote get() {
        return quote;
    }
}
