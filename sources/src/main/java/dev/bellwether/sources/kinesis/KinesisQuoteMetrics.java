// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.Ingested;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what came of the records of a subtask. */
final class KinesisQuoteMetrics implements RecordFormat.Metrics<Ingested> {

    private final StreamMetrics stream;
    private final Counter quotes;

    KinesisQuoteMetrics(MetricGroup task) {
        stream = new StreamMetrics(task);
        quotes = stream.counter("streamQuotesRead");
    }

    @Override
    public void count(Ingested[] record) {
        stream.record();
        for (Ingested ingested : record) {
            if (ingested.quote != null) {
                quotes.inc();
            } else {
                stream.unreadable(ingested.deadLetter);
            }
        }
    }
}
