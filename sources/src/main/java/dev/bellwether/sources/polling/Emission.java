// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.PollResult.Status;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.connector.source.SourceOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an answer apart: records that are new go out, trouble is counted and sometimes logged. */
final class Emission<T> {

    private static final Logger LOG = LoggerFactory.getLogger(PollingSource.class);

    private final ChangeFingerprint<T> change;
    private final TimestampAssigner<T> timestamps;

    private String name;
    private ReaderMetrics metrics;
    private RateLimitedLog failureLog;
    private RateLimitedLog notAvailableLog;

    /** Either argument may be {@code null}: emit everything, emit without timestamps. */
    Emission(ChangeFingerprint<T> change, TimestampAssigner<T> timestamps) {
        this.change = change;
        this.timestamps = timestamps;
    }

    void open(String source, ReaderMetrics readerMetrics, LongSupplier clock) {
        name = source;
        metrics = readerMetrics;
        failureLog = new RateLimitedLog(LOG, clock, "poll failed");
        notAvailableLog = new RateLimitedLog(LOG, clock, "nothing available");
    }

    boolean compares() {
        return change != null;
    }

    void emit(SplitRun<T> run, Fetch<T> answered, SourceOutput<T> output) {
        List<String> items = answered.request().items();
        PollResult<T> result = answered.result();
        if (result == null) {
            metrics.failed(items.size());
            failureLog.warn(name, items, answered.failure());
            return;
        }
        for (T record : result.records()) {
            emit(run, record, output);
        }
        if (result.status() == Status.FAILED) {
            metrics.failed(items.size());
            failureLog.warn(name, items, result.detail());
        } else if (result.status() == Status.NOT_AVAILABLE) {
            metrics.itemsNotAvailable.inc(items.size());
            notAvailableLog.warn(name, items, result.detail());
        }
    }

    private void emit(SplitRun<T> run, T record, SourceOutput<T> output) {
        if (change != null && isRepetition(run, record)) {
            metrics.unchanged.inc();
            return;
        }
        metrics.emitted();
        if (timestamps == null) {
            output.collect(record);
        } else {
            output.collect(record, timestamps.extractTimestamp(record, run.scheduledMillis()));
        }
    }

    /** A record of no item has no fingerprint either: it is not asked for one. */
    private boolean isRepetition(SplitRun<T> run, T record) {
        String item = change.item(record);
        return item != null && !run.isChanged(item, change.fingerprint(record));
    }
}
