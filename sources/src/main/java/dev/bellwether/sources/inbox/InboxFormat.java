// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.inbox;

import dev.bellwether.model.Ingested;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * One record a line, read by the reader of stream records; blank lines are skipped. A file is not
 * split: its order is that of its records.
 */
final class InboxFormat extends SimpleStreamFormat<Ingested> {

    private static final long serialVersionUID = 1L;

    /** Feed of quotes that name none, and source of the dead letters of unreadable lines. */
    static final String NAME = "inbox";

    /** A clock that can travel to the task managers. */
    interface Clock extends LongSupplier, Serializable {}

    private final int maxRecordBytes;
    private final Clock clock;

    InboxFormat(int maxRecordBytes, Clock clock) {
        this.maxRecordBytes = maxRecordBytes;
        this.clock = clock;
    }

    @Override
    public StreamFormat.Reader<Ingested> createReader(
            Configuration config, FSDataInputStream stream) {
        return new Lines(new BufferedInputStream(stream), maxRecordBytes, clock);
    }

    @Override
    public TypeInformation<Ingested> getProducedType() {
        return TypeInformation.of(Ingested.class);
    }

    private static final class Lines implements StreamFormat.Reader<Ingested> {

        private final InputStream file;
        private final int maxBytes;
        private final Clock clock;
        private final QuoteRecordReader records;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Deque<Ingested> read = new ArrayDeque<>();

        Lines(InputStream file, int maxBytes, Clock clock) {
            this.file = file;
            this.maxBytes = maxBytes;
            this.clock = clock;
            this.records = new QuoteRecordReader(NAME, maxBytes);
        }

        @Override
        public Ingested read() throws IOException {
            while (read.isEmpty()) {
                if (!nextLine()) {
                    return null;
                }
                byte[] record = line.toByteArray();
                if (!isBlank(record)) {
                    read.addAll(records.read(record, NAME, null, null, clock.getAsLong()));
                }
            }
            return read.poll();
        }

        /** Of a line that is too long, one byte more than is allowed: enough to say so. */
        private boolean nextLine() throws IOException {
            line.reset();
            int next = file.read();
            if (next < 0) {
                return false;
            }
            while (next >= 0 && next != '\n') {
                if (line.size() <= maxBytes) {
                    line.write(next);
                }
                next = file.read();
            }
            return true;
        }

        private static boolean isBlank(byte[] record) {
            for (byte b : record) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
