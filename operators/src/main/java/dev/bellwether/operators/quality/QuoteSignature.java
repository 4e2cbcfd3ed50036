// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Quote;

/**
 * A 64-bit digest of what a quote observed, the same in every process: 20 bits for the feed, 43
 * bits for its figures, and a free lowest bit.
 *
 * <p>The figures are those of the market and the feed's own signal. Not among them: when the quote
 * was received, and what a provider looks up and adds (earnings, ratios, capitalization, average
 * volume, shares). A poller gets the last trade of a closed market again and again, and an estimate
 * that was updated meanwhile does not make a second observation of it.
 *
 * <p>The figures are mixed with the 64-bit finalizer of MurmurHash3 (Austin Appleby, public
 * domain), whose every input bit changes every output bit with probability near one half.
 */
final class QuoteSignature {

    private QuoteSignature() {}

    static long of(Quote quote) {
        long feed = mix(textHash(quote.feed)) & -1L << 44;
        long figures = 0;
        figures = add(figures, quote.price);
        figures = add(figures, quote.open);
        figures = add(figures, quote.high);
        figures = add(figures, quote.low);
        figures = add(figures, quote.previousClose);
        figures = add(figures, quote.dayVolume);
        figures = add(figures, quote.signalStrength);
        // Names, not ordinals: they outlive a change of the enum.
        figures =
                mix(
                        figures
                                + textHash(
                                        quote.signalDirection == null
                                                ? null
                                                : quote.signalDirection.name()));
        figures = mix(figures + textHash(quote.currency));
        figures =
                mix(figures + textHash(quote.assetClass == null ? null : quote.assetClass.name()));
        return feed | figures >>> 20 & ~1L;
    }

    private static long add(long hash, double value) {
        return mix(hash * 31 + Double.doubleToLongBits(value));
    }

    private static long textHash(String text) {
        return text == null ? 0x5bd1e995L : text.hashCode();
    }

    private static long mix(long value) {
        long h = value + 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
