// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Quote;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.metrics.Gauge;

/**
 * The event time of a quote, and how far the newest one is behind the clock on the wall.
 *
 * <p>{@code eventTimeLagMillis} is the time now less the newest event time that this subtask has
 * seen, −1 before the first quote. It grows while the market is closed: watch it in trading hours.
 */
final class EventTimes implements TimestampAssignerSupplier<Quote> {

    private static final long serialVersionUID = 1L;

    @Override
    public TimestampAssigner<Quote> createTimestampAssigner(Context context) {
        Newest newest = new Newest();
        Clock clock = Clock.systemUTC();
        context.getMetricGroup()
                .addGroup("kinesisanalytics")
                .gauge("eventTimeLagMillis", (Gauge<Long>) () -> newest.lagMillis(clock.millis()));
        return newest;
    }

    /** Remembers the newest event time; written by the task, read by whoever reports metrics. */
    static final class Newest implements TimestampAssigner<Quote> {

        private long newestMillis = Long.MIN_VALUE;

        /** The same for other threads, without the fence that a volatile write would cost. */
        private final AtomicLong published = new AtomicLong(Long.MIN_VALUE);

        @Override
        public long extractTimestamp(Quote quote, long recordTimestamp) {
            if (quote.eventTimeMillis > newestMillis) {
                newestMillis = quote.eventTimeMillis;
                published.lazySet(newestMillis);
            }
            return quote.eventTimeMillis;
        }

        long lagMillis(long nowMillis) {
            long newest = published.get();
            return newest == Long.MIN_VALUE ? -1 : nowMillis - newest;
        }
    }
}
