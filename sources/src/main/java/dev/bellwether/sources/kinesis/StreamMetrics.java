// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What every reader of a stream counts: records, and those that could not be read. */
final class StreamMetrics {

    private final Counter records;
    private final Map<ReasonCode, Counter> unreadable = new EnumMap<>(ReasonCode.class);
    private final MetricGroup group;

    StreamMetrics(MetricGroup task) {
        group = task.addGroup("kinesisanalytics");
        records = group.counter("streamRecordsRead");
    }

    Counter counter(String name) {
        return group.counter(name);
    }

    void record() {
        records.inc();
    }

    void unreadable(DeadLetter letter) {
        unreadable.computeIfAbsent(letter.reason, this::unreadableCounter).inc();
    }

    private Counter unreadableCounter(ReasonCode reason) {
        return group.addGroup("Reason", reason.name().toLowerCase(Locale.ROOT))
                .counter("streamRecordsUnreadable");
    }
}
