// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import java.time.Duration;

/**
 * The event time of one shard: its newest believable quote.
 *
 * <p>Believable is what is not younger than its arrival in the stream by more than a tolerance. The
 * validator refuses such quotes later; here they must not move time, or one from the year 9999
 * would make all that follow late.
 */
final class ShardClock implements RecordFormat.Clock<Ingested> {

    private static final long serialVersionUID = 1L;

    private final long outOfOrdernessMillis;
    private final long futureToleranceMillis;
    private long newestMillis = UNKNOWN;

    ShardClock(Duration outOfOrderness, Duration futureTolerance) {
        this.outOfOrdernessMillis = outOfOrderness.toMillis();
        this.futureToleranceMillis = futureTolerance.toMillis();
    }

    /** Takes note of the quotes of one record. */
    @Override
    public void advance(Ingested[] record) {
        for (Ingested ingested : record) {
            Quote quote = ingested.quote;
            if (quote != null
                    && quote.eventTimeMillis - futureToleranceMillis <= quote.receivedMillis) {
                newestMillis = Math.max(newestMillis, quote.eventTimeMillis);
            }
        }
    }

    /** No quote as old as this, or older, is expected any more; {@link #UNKNOWN} at first. */
    @Override
    public long watermark() {
        return newestMillis == UNKNOWN ? UNKNOWN : newestMillis - outOfOrdernessMillis - 1;
    }
}
