// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** Figures of one reader, in Flink's own counters and in the group that the service exports. */
final class ReaderMetrics {

    final Counter records;
    final Counter unchanged;
    final Counter itemsFailed;
    final Counter itemsNotAvailable;
    final Counter refusals;

    private final Counter recordsIn;
    private final Counter errors;
    private final Counter polls;
    private final Counter pollMillisTotal;

    private volatile long pollMillisLast;
    private volatile long lastSuccessMillis;
    private volatile boolean stopped;

    ReaderMetrics(SourceReaderMetricGroup parent, LongSupplier clock) {
        recordsIn = parent.getIOMetricGroup().getNumRecordsInCounter();
        errors = parent.getNumRecordsInErrorsCounter();
        MetricGroup group = parent.addGroup("kinesisanalytics");
        polls = group.counter("pollsMade");
        pollMillisTotal = group.counter("pollMillisTotal");
        records = group.counter("recordsEmitted");
        unchanged = group.counter("recordsUnchanged");
        itemsFailed = group.counter("itemsFailed");
        itemsNotAvailable = group.counter("itemsNotAvailable");
        refusals = group.counter("pollsRefused");
        lastSuccessMillis = clock.getAsLong();
        group.<Long, Gauge<Long>>gauge("pollMillisLast", () -> pollMillisLast);
        group.<Long, Gauge<Long>>gauge(
                "lastSuccessAgeMillis", () -> Math.max(0, clock.getAsLong() - lastSuccessMillis));
        group.<Integer, Gauge<Integer>>gauge("pollingStopped", () -> stopped ? 1 : 0);
    }

    void polled(long millis) {
        polls.inc();
        pollMillisTotal.inc(millis);
        pollMillisLast = millis;
    }

    void succeeded(long nowMillis) {
        lastSuccessMillis = nowMillis;
    }

    void emitted() {
        records.inc();
        recordsIn.inc();
    }

    void failed(int items) {
        itemsFailed.inc(items);
        errors.inc(items);
    }

    void stopped() {
        stopped = true;
    }
}
