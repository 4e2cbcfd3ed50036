// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;
import org.apache.flink.api.common.functions.AggregateFunction;

/**
 * Builds a bar from observations one at a time, in O(1) each.
 *
 * <p>Open and close are the prices of the earliest and latest event time, whatever the order of
 * arrival; among equal times the first arrived opens and the last arrived closes. High and low are
 * of the observed prices, not the feed's figures for the session. Volume is the sum of the interval
 * volumes ({@link IntervalVolumes}); vwap = Σ price · interval volume / Σ interval volume, each
 * interval at the price that ends it; meanPrice is unweighted. {@code NaN} where nothing is known.
 *
 * <p>An observation that begins a new scale (a split) rescales what is there: prices by its factor,
 * volumes by the inverse. One that ends comparability starts the bar anew. Observations of the old
 * scale that arrive after it are refused by the quality stage before.
 */
final class BarAggregate implements AggregateFunction<Observation, BarAccumulator, Bar> {

    private static final long serialVersionUID = 1L;

    @Override
    public BarAccumulator createAccumulator() {
        return new BarAccumulator();
    }

    @Override
    public BarAccumulator add(Observation observation, BarAccumulator before) {
        BarAccumulator bar = before;
        if (Double.isNaN(observation.adjustmentFactor)) {
            bar = new BarAccumulator();
        } else if (observation.adjustmentFactor != 1 && bar.trades > 0) {
            rescale(bar, observation.adjustmentFactor);
        }
        double price = observation.price;
        long time = observation.eventTimeMillis;
        boolean first = bar.trades == 0;
        if (first || time < bar.openMillis) {
            bar.open = price;
            bar.openMillis = time;
        }
        if (first || time >= bar.closeMillis) {
            bar.close = price;
            bar.closeMillis = time;
        }
        bar.high = first ? price : Math.max(bar.high, price);
        bar.low = first ? price : Math.min(bar.low, price);
        bar.trades++;
        bar.priceSum += price;
        if (!Double.isNaN(observation.intervalVolume)) {
            bar.volumes++;
            bar.volume += observation.intervalVolume;
            bar.priceVolume += price * observation.intervalVolume;
            bar.maxIntervalVolume = Math.max(bar.maxIntervalVolume, observation.intervalVolume);
        }
        bar.symbol = observation.symbol;
        bar.feed = observation.feed;
        bar.currency = observation.currency;
        return bar;
    }

    private static void rescale(BarAccumulator bar, double factor) {
        bar.open *= factor;
        bar.high *= factor;
        bar.low *= factor;
        bar.close *= factor;
        bar.priceSum *= factor;
        bar.volume /= factor;
        bar.maxIntervalVolume /= factor;
    }

    /** The bar without its span. */
    @Override
    public Bar getResult(BarAccumulator accumulator) {
        Bar bar = new Bar();
        bar.symbol = accumulator.symbol;
        bar.feed = accumulator.feed;
        bar.currency = accumulator.currency;
        bar.open = accumulator.open;
        bar.high = accumulator.high;
        bar.low = accumulator.low;
        bar.close = accumulator.close;
        bar.trades = accumulator.trades;
        if (accumulator.trades > 0) {
            bar.meanPrice = accumulator.priceSum / accumulator.trades;
        }
        if (accumulator.volumes > 0) {
            bar.volume = accumulator.volume;
            bar.maxIntervalVolume = accumulator.maxIntervalVolume;
            bar.meanIntervalVolume = accumulator.volume / accumulator.volumes;
        }
        if (accumulator.volume > 0) {
            bar.vwap = accumulator.priceVolume / accumulator.volume;
        }
        return bar;
    }

    /** Joins two parts of one bar, {@code a} the one that arrived first, both on one scale. */
    @Override
    public BarAccumulator merge(BarAccumulator a, BarAccumulator b) {
        if (a.trades == 0) {
            return b;
        }
        if (b.trades == 0) {
            return a;
        }
        if (b.openMillis < a.openMillis) {
            a.open = b.open;
            a.openMillis = b.openMillis;
        }
        if (b.closeMillis >= a.closeMillis) {
            a.close = b.close;
            a.closeMillis = b.closeMillis;
        }
        a.high = Math.max(a.high, b.high);
        a.low = Math.min(a.low, b.low);
        a.trades += b.trades;
        a.priceSum += b.priceSum;
        a.volumes += b.volumes;
        a.volume += b.volume;
        a.priceVolume += b.priceVolume;
        a.maxIntervalVolume = Math.max(a.maxIntervalVolume, b.maxIntervalVolume);
        return a;
    }
}
