// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a writer tells about itself. */
final class WriterMetrics {

    /** Metrics in this group reach CloudWatch on Managed Flink. */
    private static final String EXPORTED = "kinesisanalytics";

    private static final double NANOS_PER_MILLI = 1e6;

    private final Counter commandsSent;
    private final Counter commandsRetried;
    private final Counter recordsRejected;
    private final Counter recordsSuperseded;
    private long bufferedRecords;
    private long lastFlushNanos;

    WriterMetrics(MetricGroup group, RedisTransport transport) {
        MetricGroup exported = group.addGroup(EXPORTED);
        commandsSent = exported.counter("commandsSent");
        commandsRetried = exported.counter("commandsRetried");
        recordsRejected = exported.counter("recordsRejected");
        recordsSuperseded = exported.counter("recordsSuperseded");
        exported.gauge("bufferedRecords", (Gauge<Long>) () -> bufferedRecords);
        exported.gauge("connectionsReopened", (Gauge<Long>) transport::reconnects);
        exported.gauge(
                "flushDurationMillis", (Gauge<Double>) () -> lastFlushNanos / NANOS_PER_MILLI);
    }

    void accepted(int commands) {
        commandsSent.inc(commands);
    }

    void retried(int commands) {
        commandsRetried.inc(commands);
    }

    void rejected() {
        recordsRejected.inc();
    }

    /** Records that were not written because later ones overwrite all that they would have. */
    void superseded(int records) {
        recordsSuperseded.inc(records);
    }

    void buffered(long records) {
        bufferedRecords = records;
    }

    void flushed(long nanos) {
        lastFlushNanos = nanos;
    }
}
