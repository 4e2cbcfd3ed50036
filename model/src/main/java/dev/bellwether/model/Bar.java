// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Open, high, low, close and volume of one symbol over {@code [startMillis, endMillis)}, with the
 * statistics of the prices it was made of.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(BarSerializer.TypeFactory.class)
public class Bar {

    public String symbol;

    public Timeframe timeframe;

    /** Start of the span, inclusive, epoch milliseconds UTC. */
    public long startMillis;

    /** End of the span, exclusive, epoch milliseconds UTC. */
    public long endMillis;

    public double open = Double.NaN;
    public double high = Double.NaN;
    public double low = Double.NaN;
    public double close = Double.NaN;

    /** Units traded within the span; {@code NaN} if the feed reports no volume. */
    public double volume = Double.NaN;

    /** Volume-weighted average price; {@code NaN} without volume. */
    public double vwap = Double.NaN;

    /** Observations (or trades, where the provider counts them) that the bar is made of. */
    public long trades;

    /** Arithmetic mean of the observed prices. */
    public double meanPrice = Double.NaN;

    /** Largest volume between two observations within the span. */
    public double maxIntervalVolume = Double.NaN;

    /** Mean volume between two observations within the span. */
    public double meanIntervalVolume = Double.NaN;

    public String currency;

    public String feed;

    /** Whether prices are adjusted for splits. */
    public boolean adjusted;

    /** 0 for the first emission of this span, then 1, 2 … for corrections by late records. */
    public int revision;

    public Bar() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Bar)) {
            return false;
        }
        Bar that = (Bar) other;
        return startMillis == that.startMillis
                && endMillis == that.endMillis
                && Double.compare(open, that.open) == 0
                && Double.compare(high, that.high) == 0
                && Double.compare(low, that.low) == 0
                && Double.compare(close, that.close) == 0
                && Double.compare(volume, that.volume) == 0
                && Double.compare(vwap, that.vwap) == 0
                && trades == that.trades
                && Double.compare(meanPrice, that.meanPrice) == 0
                && Double.compare(maxIntervalVolume, that.maxIntervalVolume) == 0
                && Double.compare(meanIntervalVolume, that.meanIntervalVolume) == 0
                && adjusted == that.adjusted
                && revision == that.revision
                && Objects.equals(symbol, that.symbol)
                && timeframe == that.timeframe
                && Objects.equals(currency, that.currency)
                && Objects.equals(feed, that.feed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, timeframe, startMillis, feed, close, revision);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
