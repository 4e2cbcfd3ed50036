// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file with Snappy, written to a stream that somebody else closes.
 *
 * <p>Hadoop's classes stand in the signatures of Parquet and must be there to compile against; with
 * a {@link PlainParquetConfiguration} none of them is loaded.
 *
 * @param <T> what a row is made of
 */
@SuppressWarnings(
        "deprecation") // what takes Hadoop's configuration must be overridden all the same
public final class ParquetFile<T> implements BulkWriter<T> {

    /** Writes the fields of a record between the start and the end of a message. */
    public interface Fields<T> {
        void write(T record, RecordConsumer out);
    }

    /** A session has some thousand rows at most, a month some ten thousand. */
    private static final int ROW_GROUP_BYTES = 8 << 20;

    private static final int PAGE_BYTES = 1 << 16;

    private final ParquetWriter<T> writer;

    private ParquetFile(OutputStream stream, MessageType schema, Fields<T> fields)
            throws IOException {
        Builder<T> builder =
                new Builder<>(new Target(stream), new Rows<>(schema, fields))
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new SnappyInJava())
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withRowGroupSize((long) ROW_GROUP_BYTES)
                        .withPageSize(PAGE_BYTES);
        // Figures hardly repeat: a dictionary of them costs much and saves nothing.
        for (Type column : schema.getFields()) {
            if (column.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE) {
                builder.withDictionaryEncoding(column.getName(), false);
            }
        }
        writer = builder.build();
    }

    /** Leaves the stream open. */
    public static <T> ParquetFile<T> on(OutputStream stream, MessageType schema, Fields<T> fields)
            throws IOException {
        return new ParquetFile<>(stream, schema, fields);
    }

    @Override
    public void addElement(T row) throws IOException {
        writer.write(row);
    }

    /** Parquet writes whole groups of rows: until the end of one there is nothing to flush. */
    @Override
    public void flush() {
        // See above.
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

        private final Rows<T> rows;

        Builder(OutputFile file, Rows<T> rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }

    private static final class Rows<T> extends WriteSupport<T> {

        private final MessageType schema;
        private final Fields<T> fields;
        private RecordConsumer consumer;

        Rows(MessageType schema, Fields<T> fields) {
            this.schema = schema;
            this.fields = fields;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return init((ParquetConfiguration) null);
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(T row) {
            consumer.startMessage();
            fields.write(row, consumer);
            consumer.endMessage();
        }
    }

    /** The one stream that there is, which its owner closes. */
    private static final class Target implements OutputFile {

        private final OutputStream stream;

        Target(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counted(stream);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {

        private final OutputStream stream;
        private long position;

        Counted(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            stream.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            stream.flush();
        }
    }
}
