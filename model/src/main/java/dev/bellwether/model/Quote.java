// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One observation of one instrument by one feed.
 *
 * <p>Prices are in {@link #currency} per unit of the instrument. Unknown numbers are {@code NaN},
 * unknown texts {@code null}: feeds that fill gaps with 0 are translated where they are read.
 *
 * <p>Nobody changes a quote after it was handed on: Flink does not copy it between operators, so
 * others may be reading it ({@link EventSerializer}). {@link #withSymbol} and {@link
 * #withAdjustmentFactor} make changed copies.
 */
@TypeInfo(QuoteSerializer.TypeFactory.class)
public class Quote implements Cloneable {

    /** Upper-case symbol as the feed writes it, for example {@code AAPL} or {@code BRK.B}. */
    public String symbol;

    /** Last price. */
    public double price = Double.NaN;

    /** First price of the session. */
    public double open = Double.NaN;

    /** Highest price of the session so far. */
    public double high = Double.NaN;

    /** Lowest price of the session so far. */
    public double low = Double.NaN;

    /** Last price of the session before. */
    public double previousClose = Double.NaN;

    /** Units traded since the session began (cumulative). */
    public double dayVolume = Double.NaN;

    /** Earnings per share over the trailing twelve months, in {@link #epsCurrency}. */
    public double eps = Double.NaN;

    /** Price/earnings ratio as the provider states it. */
    public double peRatio = Double.NaN;

    /** Market capitalization in full units of {@link #currency}. */
    public double marketCap = Double.NaN;

    /** The provider's average of daily volume, in units per session. */
    public double averageVolume = Double.NaN;

    /** Shares outstanding. */
    public double sharesOutstanding = Double.NaN;

    /** Strength of the feed's own signal, 0..1. */
    public double signalStrength = Double.NaN;

    /** Direction of the feed's own signal; {@code null} if the feed gives none. */
    public SignalDirection signalDirection;

    /** ISO 4217 code of the prices. */
    public String currency;

    /** ISO 4217 code of {@link #eps}; {@code null} means the same as {@link #currency}. */
    public String epsCurrency;

    public AssetClass assetClass = AssetClass.EQUITY;

    /** Which feed observed it, for example {@code bavest}. */
    public String feed;

    /** When the price was made, epoch milliseconds UTC. */
    public long eventTimeMillis;

    /** When this job received it, epoch milliseconds UTC. */
    public long receivedMillis;

    /**
     * What earlier prices of this symbol must be multiplied by to be comparable with this one, and
     * earlier volumes divided by. 1 as a rule; 0.5 on the first quote after a 2:1 split; {@code
     * NaN} when the history is not comparable at all. Set by the quality stage.
     */
    public double adjustmentFactor = 1.0;

    public Quote() {}

    /** A quote with what every quote must have; the rest is unknown until set. */
    public static Quote of(String symbol, double price, long eventTimeMillis) {
        Quote quote = new Quote();
        quote.symbol = symbol;
        quote.price = price;
        quote.eventTimeMillis = eventTimeMillis;
        return quote;
    }

    /** This quote under another symbol; itself if it has that one. */
    public Quote withSymbol(String value) {
        if (value.equals(symbol)) {
            return this;
        }
        Quote changed = clone();
        changed.symbol = value;
        return changed;
    }

    /** This quote with another {@link #adjustmentFactor}; itself if it has that one. */
    public Quote withAdjustmentFactor(double value) {
        if (Double.compare(value, adjustmentFactor) == 0) {
            return this;
        }
        Quote changed = clone();
        changed.adjustmentFactor = value;
        return changed;
    }

    @Override
    protected Quote clone() {
        try {
            return (Quote) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Quote)) {
            return false;
        }
        Quote that = (Quote) other;
        return Double.compare(price, that.price) == 0
                && Double.compare(open, that.open) == 0
                && Double.compare(high, that.high) == 0
                && Double.compare(low, that.low) == 0
                && Double.compare(previousClose, that.previousClose) == 0
                && Double.compare(dayVolume, that.dayVolume) == 0
                && Double.compare(eps, that.eps) == 0
                && Double.compare(peRatio, that.peRatio) == 0
                && Double.compare(marketCap, that.marketCap) == 0
                && Double.compare(averageVolume, that.averageVolume) == 0
                && Double.compare(sharesOutstanding, that.sharesOutstanding) == 0
                && Double.compare(signalStrength, that.signalStrength) == 0
                && eventTimeMillis == that.eventTimeMillis
                && receivedMillis == that.receivedMillis
                && Double.compare(adjustmentFactor, that.adjustmentFactor) == 0
                && Objects.equals(symbol, that.symbol)
                && signalDirection == that.signalDirection
                && Objects.equals(currency, that.currency)
                && Objects.equals(epsCurrency, that.epsCurrency)
                && assetClass == that.assetClass
                && Objects.equals(feed, that.feed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, feed, eventTimeMillis, price, dayVolume);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
