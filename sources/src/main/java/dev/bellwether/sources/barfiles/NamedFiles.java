// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.barfiles;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.PolledBar;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.impl.StreamFormatAdapter;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;

/** {@link BarFormat}, where a bad line says which file it is in: a stream does not know that. */
final class NamedFiles implements BulkFormat<PolledBar, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    private final StreamFormatAdapter<PolledBar> format;

    NamedFiles(BarFormat format) {
        this.format = new StreamFormatAdapter<>(format);
    }

    @Override
    public Reader<PolledBar> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        try {
            return new Named(format.createReader(config, split), split.path());
        } catch (IOException e) {
            throw new IOException(split.path() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Reader<PolledBar> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        try {
            return new Named(format.restoreReader(config, split), split.path());
        } catch (IOException e) {
            throw new IOException(split.path() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isSplittable() {
        return format.isSplittable();
    }

    @Override
    public TypeInformation<PolledBar> getProducedType() {
        return format.getProducedType();
    }

    private static final class Named implements Reader<PolledBar> {

        private final Reader<PolledBar> reader;
        private final String file;

        Named(Reader<PolledBar> reader, Path file) {
            this.reader = reader;
            this.file = file.toString();
        }

        @Override
        public RecordIterator<PolledBar> readBatch() throws IOException {
            RecordIterator<PolledBar> batch = reader.readBatch();
            return batch == null ? null : new NamedBatch(batch, file);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static final class NamedBatch implements RecordIterator<PolledBar> {

        private final RecordIterator<PolledBar> batch;
        private final String file;

        NamedBatch(RecordIterator<PolledBar> batch, String file) {
            this.batch = batch;
            this.file = file;
        }

        @Override
        public RecordAndPosition<PolledBar> next() {
            RecordAndPosition<PolledBar> next = batch.next();
            if (next != null && next.getRecord().deadLetter != null) {
                DeadLetter letter = next.getRecord().deadLetter;
                letter.at(file, letter.position);
            }
            return next;
        }

        @Override
        public void releaseBatch() {
            batch.releaseBatch();
        }
    }
}
