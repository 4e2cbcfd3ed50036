// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;

/**
 * What a bar needs of a quote, and the volume since the quote before. As JSON it reads as a {@link
 * Quote} of which less is known.
 */
public class Observation implements Cloneable {

    public String symbol;

    public String feed;

    public String currency;

    public AssetClass assetClass;

    public double price = Double.NaN;

    /** Cumulative volume of the session, as the quote had it. */
    public double dayVolume = Double.NaN;

    /** Units traded since the quote before; {@code NaN} if that cannot be known. */
    public double intervalVolume = Double.NaN;

    /** As {@link #intervalVolume}, with all that was traded before the first quote ever. */
    double sessionIntervalVolume = Double.NaN;

    /** See {@link Quote#adjustmentFactor}. */
    public double adjustmentFactor = 1.0;

    public long eventTimeMillis;

    public Observation() {}

    static Observation of(Quote quote) {
        Observation observation = new Observation();
        observation.symbol = quote.symbol;
        observation.feed = quote.feed;
        observation.currency = quote.currency;
        observation.assetClass = quote.assetClass;
        observation.price = quote.price;
        observation.dayVolume = quote.dayVolume;
        observation.adjustmentFactor = quote.adjustmentFactor;
        observation.eventTimeMillis = quote.eventTimeMillis;
        return observation;
    }

    /** The same with the interval volume that counts for the session; mostly itself. */
    Observation fromSessionStart() {
        if (Double.compare(intervalVolume, sessionIntervalVolume) == 0) {
            return this;
        }
        try {
            Observation counted = (Observation) clone();
            counted.intervalVolume = sessionIntervalVolume;
            return counted;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
