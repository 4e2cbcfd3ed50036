// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

/** A bar in the making. One per symbol, feed and open window: about 130 bytes and three texts. */
public class BarAccumulator {

    public String symbol;
    public String feed;
    public String currency;

    public double open = Double.NaN;
    public double high = Double.NaN;
    public double low = Double.NaN;
    public double close = Double.NaN;

    /** Event time of {@link #open}, epoch milliseconds UTC. */
    public long openMillis;

    /** Event time of {@link #close}, epoch milliseconds UTC. */
    public long closeMillis;

    /** Observations. */
    public long trades;

    public double priceSum;

    /** Observations whose interval volume is known. */
    public long volumes;

    /** Sum of the known interval volumes. */
    public double volume;

    /** Sum of price times interval volume. */
    public double priceVolume;

    public double maxIntervalVolume;

    public BarAccumulator() {}
}
