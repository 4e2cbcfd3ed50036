// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.Ingested;
import dev.bellwether.model.ReasonCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what came of the records of a subtask. */
final class KinesisQuoteMetrics {

    private final Counter records;
    private final Counter quotes;
    private final Map<ReasonCode, Counter> unreadable = new EnumMap<>(ReasonCode.class);
    private final MetricGroup group;

    KinesisQuoteMetrics(MetricGroup task) {
        group = task.addGroup("kinesisanalytics");
        records = group.counter("streamRecordsRead");
        quotes = group.counter("streamQuotesRead");
    }

    void count(Ingested[] record) {
        records.inc();
        for (Ingested ingested : record) {
            if (ingested.quote != null) {
                quotes.inc();
            } else {
                unreadable.computeIfAbsent(ingested.deadLetter.reason, this::counter).inc();
            }
        }
    }

    private Counter counter(ReasonCode reason) {
        return group.addGroup("Reason", reason.name().toLowerCase(Locale.ROOT))
                .counter("streamRecordsUnreadable");
    }
}
