// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.RecordParser;
import dev.bellwether.model.Ingested;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.util.List;
import java.util.function.Consumer;

/** The reader of the Kinesis source, as that source uses it. */
final class QuoteReader implements RecordParser<Ingested> {

    private static final long serialVersionUID = 1L;

    private static final int MAX_BYTES = 1 << 20;

    private transient QuoteRecordReader reader;

    @Override
    public void parse(byte[] record, long arrivalMillis, Consumer<? super Ingested> out) {
        if (reader == null) {
            reader = new QuoteRecordReader("tape", MAX_BYTES);
        }
        List<Ingested> read = reader.read(record, "tape", "shard", "0", arrivalMillis);
        for (int i = 0; i < read.size(); i++) {
            out.accept(read.get(i));
        }
    }
}
