// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

/**
 * The kinds of keys of an analyzed quote. {@code t} is its event time in whole epoch seconds: of
 * two quotes of a symbol within one second the later one stays.
 */
public enum QuoteKeyFamily {
    /** {@code prefix:symbol:t}: the quote's document, for 1 hour. */
    RECORD(3_600),
    /**
     * {@code prefix:latest:symbol}: the document of the newest quote, for 1 hour.
     *
     * <p>The stream keeps the order within a symbol and so does the sink, so in normal running this
     * key never goes back. After a restore the quotes since the checkpoint are written again: for
     * the moment that takes, the key shows older quotes of that stretch, and then the newest again.
     */
    LATEST(3_600),
    /** {@code prefix:analytics:symbol}: the newest statistics alone, for 30 minutes. */
    ANALYTICS(1_800),
    /**
     * {@code prefix:symbols}: the set of symbols. Lives for 24 hours from the last quote of any
     * symbol; a symbol that went quiet stays until then.
     */
    SYMBOLS(86_400),
    /** {@code prefix:pe_ratio:symbol:t}: valuation, for 1 hour; only if a ratio is known. */
    PE_RATIO(3_600);

    private final int seconds;

    QuoteKeyFamily(int seconds) {
        this.seconds = seconds;
    }

    /** How long such a key lives after it was written, in seconds. */
    public int seconds() {
        return seconds;
    }
}
