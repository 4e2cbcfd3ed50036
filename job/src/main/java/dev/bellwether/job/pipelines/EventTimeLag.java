// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Quote;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Gauge;

/**
 * Tells how far the newest valid quote is behind the clock on the wall.
 *
 * <p>{@code eventTimeLagMillis} is the time now less the newest event time that this subtask has
 * seen, −1 before the first quote. It grows while the market is closed: watch it in trading hours.
 */
final class EventTimeLag extends RichMapFunction<Quote, Quote> {

    private static final long serialVersionUID = 1L;

    private transient long newestMillis;

    /** The same for the thread that reports, without the fence that a volatile write would cost. */
    private transient AtomicLong published;

    @Override
    public void open(OpenContext context) {
        newestMillis = Long.MIN_VALUE;
        published = new AtomicLong(newestMillis);
        Clock clock = Clock.systemUTC();
        getRuntimeContext()
                .getMetricGroup()
                .addGroup("kinesisanalytics")
                .gauge("eventTimeLagMillis", (Gauge<Long>) () -> lagMillis(clock.millis()));
    }

    @Override
    public Quote map(Quote quote) {
        if (quote.eventTimeMillis > newestMillis) {
            newestMillis = quote.eventTimeMillis;
            published.lazySet(newestMillis);
        }
        return quote;
    }

    long lagMillis(long nowMillis) {
        long newest = published.get();
        return newest == Long.MIN_VALUE ? -1 : nowMillis - newest;
    }
}
