// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * That something unusual about a symbol began, got worse or ended: a transition, not a state, so
 * that who counts them need not remember more.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(AnomalySerializer.TypeFactory.class)
public class Anomaly {

    public String symbol;

    /** The detector. */
    public AnomalyKind kind;

    public AnomalyPhase phase;

    public Direction direction;

    /** Of the quote that shows it, epoch milliseconds UTC. */
    public long eventTimeMillis;

    /**
     * What was seen, in the unit of the detector: percent, a ratio, a number of deviations,
     * seconds.
     */
    public double observed = Double.NaN;

    /**
     * Least that is expected, in the unit of {@link #observed}; {@code NaN} if there is no limit.
     */
    public double expectedLow = Double.NaN;

    /**
     * Most that is expected, in the unit of {@link #observed}; {@code NaN} if there is no limit.
     */
    public double expectedHigh = Double.NaN;

    /** How far: {@link #observed} as a multiple of the threshold, 1 at it. */
    public double score = Double.NaN;

    /** Of the quote, in its currency. */
    public double price = Double.NaN;

    /** Which fields contributed, the strongest first. */
    public String[] fields = new String[0];

    /** One phrase for a person. */
    public String text;

    public String feed;

    public AssetClass assetClass;

    /**
     * Prices before it and at it, the oldest first, in its currency: what a chart shows. Empty if
     * they are not known here.
     */
    public double[] prices = new double[0];

    public Anomaly() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Anomaly)) {
            return false;
        }
        Anomaly that = (Anomaly) other;
        return Objects.equals(symbol, that.symbol)
                && Objects.equals(kind, that.kind)
                && Objects.equals(phase, that.phase)
                && Objects.equals(direction, that.direction)
                && eventTimeMillis == that.eventTimeMillis
                && Double.compare(observed, that.observed) == 0
                && Double.compare(expectedLow, that.expectedLow) == 0
                && Double.compare(expectedHigh, that.expectedHigh) == 0
                && Double.compare(score, that.score) == 0
                && Double.compare(price, that.price) == 0
                && Arrays.equals(fields, that.fields)
                && Objects.equals(text, that.text)
                && Objects.equals(feed, that.feed)
                && Objects.equals(assetClass, that.assetClass)
                && Arrays.equals(prices, that.prices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                symbol,
                kind,
                phase,
                direction,
                eventTimeMillis,
                observed,
                expectedLow,
                expectedHigh,
                score,
                price,
                Arrays.hashCode(fields),
                text,
                feed,
                assetClass,
                Arrays.hashCode(prices));
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
