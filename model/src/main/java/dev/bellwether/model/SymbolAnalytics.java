// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The rolling statistics, valuation and signal of one symbol after one quote.
 *
 * <p>Statistics are over the last {@link #window} observations of the symbol in event-time order. A
 * figure is {@code NaN} (and absent in JSON) until it has all the observations that its definition
 * asks for; {@link #ready} says that the whole window is filled. The formulas stand in the classes
 * that compute them ({@code dev.bellwether.operators}).
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}; {@link #copy} makes one that
 * can be.
 */
@TypeInfo(SymbolAnalyticsSerializer.TypeFactory.class)
public class SymbolAnalytics implements Cloneable {

    public String symbol;

    /** Event time of the newest observation, epoch milliseconds UTC. */
    public long eventTimeMillis;

    /** Last price. */
    public double price = Double.NaN;

    public String currency;

    public String feed;

    /** Length N of the window, in observations. */
    public int window;

    /** Observations in the window so far, at most {@link #window}. */
    public int observations;

    /** Whether the window is full. */
    public boolean ready;

    /** Arithmetic mean of the N prices. */
    public double meanPrice = Double.NaN;

    public double medianPrice = Double.NaN;

    /** Sample standard deviation (n−1) of the N prices, in currency units. */
    public double priceVolatility = Double.NaN;

    /** Population standard deviation (n) of the N prices, in currency units. */
    public double priceVolatilityPopulation = Double.NaN;

    /** Highest minus lowest of the N prices. */
    public double priceRange = Double.NaN;

    /** Change from the first to the last of the N prices, in percent of the first. */
    public double priceChangePercent = Double.NaN;

    /** Change from the observation before, in percent. */
    public double lastChangePercent = Double.NaN;

    /** Simple moving average of the last 5 prices. */
    @JsonProperty("sma_5")
    public double sma5 = Double.NaN;

    @JsonProperty("sma_10")
    public double sma10 = Double.NaN;

    @JsonProperty("sma_20")
    public double sma20 = Double.NaN;

    /** Price minus the price 5 observations earlier. */
    @JsonProperty("momentum_5")
    public double momentum5 = Double.NaN;

    /** {@link #momentum5} in percent of the earlier price (rate of change). */
    @JsonProperty("momentum_5_percent")
    public double momentum5Percent = Double.NaN;

    @JsonProperty("momentum_10")
    public double momentum10 = Double.NaN;

    @JsonProperty("momentum_10_percent")
    public double momentum10Percent = Double.NaN;

    /** Price against its 10-observation average, in percent of the average. */
    @JsonProperty("price_vs_sma10_percent")
    public double priceVsSma10Percent = Double.NaN;

    @JsonProperty("price_vs_sma20_percent")
    public double priceVsSma20Percent = Double.NaN;

    /** Sample standard deviation of the last N logarithmic returns; not annualized. */
    public double logReturnVolatility = Double.NaN;

    /**
     * Units traded in the session since the observation before; the whole day volume for the first
     * observation of a session after an earlier one.
     */
    public double intervalVolume = Double.NaN;

    /** Mean of the known interval volumes among the last N; known from N + 1 observations on. */
    public double meanVolume = Double.NaN;

    public double medianVolume = Double.NaN;

    public double totalVolume = Double.NaN;

    /** Sample standard deviation (n−1) of the interval volumes in the window. */
    public double volumeVolatility = Double.NaN;

    /** Newest interval volume divided by the mean of the window's interval volumes. */
    public double volumeRatio = Double.NaN;

    /** {@code null} until known. */
    public Trend trend;

    /** {@code null} until known. */
    public VolatilityBand volatilityBand;

    /** Price/earnings ratio, rounded to two decimals. */
    public double peRatio = Double.NaN;

    public PeCategory peCategory = PeCategory.INSUFFICIENT_DATA;

    public SignalDirection valuationSignal = SignalDirection.UNKNOWN;

    /** Strength of the signal, 0..1. */
    public double signalStrength = Double.NaN;

    public SignalStrength signalStrengthClass = SignalStrength.UNKNOWN;

    public ConfidenceLevel signalConfidence = ConfidenceLevel.UNKNOWN;

    /** The feed's own direction if it gives one, otherwise that of the valuation. */
    public SignalDirection signalDirection = SignalDirection.UNKNOWN;

    public SymbolAnalytics() {}

    /** Another one with the same figures. */
    public SymbolAnalytics copy() {
        try {
            return (SymbolAnalytics) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SymbolAnalytics)) {
            return false;
        }
        // Forty fields compared by hand would hide a forgotten one; this is only for tests and
        // logs.
        try {
            for (Field field : SymbolAnalytics.class.getFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Objects.equals(field.get(this), field.get(other))) {
                    return false;
                }
            }
            return true;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, eventTimeMillis, feed, price);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
