// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;

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
final class BarAggregate {

    private BarAggregate() {}

    /** Takes one more observation; returns the bar, which may be another one than before. */
    static BarAccumulator add(Observation observation, BarAccumulator before) {
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
    static Bar result(BarAccumulator accumulator) {
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
}
