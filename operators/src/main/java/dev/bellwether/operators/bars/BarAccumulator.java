// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

/** A bar in the making. One per symbol, feed and open window: about 130 bytes and three texts. */
final class BarAccumulator implements Cloneable {

    String symbol;
    String feed;
    String currency;

    double open = Double.NaN;
    double high = Double.NaN;
    double low = Double.NaN;
    double close = Double.NaN;

    /** Event time of {@link #open}, epoch milliseconds UTC. */
    long openMillis;

    /** Event time of {@link #close}, epoch milliseconds UTC. */
    long closeMillis;

    /** Observations. */
    long trades;

    double priceSum;

    /** Observations whose interval volume is known. */
    long volumes;

    /** Sum of the known interval volumes. */
    double volume;

    /** Sum of price times interval volume. */
    double priceVolume;

    double maxIntervalVolume;

    BarAccumulator copy() {
        try {
            return (BarAccumulator) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
