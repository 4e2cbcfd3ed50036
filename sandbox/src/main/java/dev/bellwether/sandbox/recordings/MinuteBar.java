// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import java.time.Instant;

/** One recorded minute of one symbol, US dollars and shares. Immutable. */
public final class MinuteBar {

    public final String symbol;

    /** Start of the minute, epoch seconds UTC. */
    public final long startSeconds;

    public final double open;
    public final double high;
    public final double low;
    public final double close;
    public final long volume;

    MinuteBar(Row row) {
        this.symbol = row.text("symbol");
        this.startSeconds = Instant.parse(row.text("timestamp")).getEpochSecond();
        this.open = row.number("open");
        this.high = row.number("high");
        this.low = row.number("low");
        this.close = row.number("close");
        this.volume = (long) row.number("volume");
    }
}
