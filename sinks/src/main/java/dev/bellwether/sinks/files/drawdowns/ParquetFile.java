// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.RankedDrawdown;
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

/**
 * A Parquet file of {@link DrawdownColumns}, with Snappy.
 *
 * <p>Hadoop's classes stand in the signatures of Parquet and must be there to compile against; with
 * a {@link PlainParquetConfiguration} none of them is loaded.
 */
@SuppressWarnings(
        "deprecation") // what takes Hadoop's configuration must be overridden all the same
final class ParquetFile implements BulkWriter<RankedDrawdown> {

    /** A session has some thousand rows at most, a month some ten thousand. */
    private static final int ROW_GROUP_BYTES = 8 << 20;

    private static final int PAGE_BYTES = 1 << 16;

    private final ParquetWriter<RankedDrawdown> writer;

    private ParquetFile(OutputStream stream) throws IOException {
        Builder builder =
                new Builder(new Target(stream))
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new SnappyInJava())
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withRowGroupSize((long) ROW_GROUP_BYTES)
                        .withPageSize(PAGE_BYTES);
        // Figures hardly repeat: a dictionary of them costs much and saves nothing.
        DrawdownColumns.numbers().forEach(name -> builder.withDictionaryEncoding(name, false));
        writer = builder.build();
    }

    /** Leaves the stream open. */
    static ParquetFile on(OutputStream stream) throws IOException {
        return new ParquetFile(stream);
    }

    static Factory<RankedDrawdown> factory() {
        return ParquetFile::on;
    }

    @Override
    public void addElement(RankedDrawdown row) throws IOException {
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

    private static final class Builder extends ParquetWriter.Builder<RankedDrawdown, Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<RankedDrawdown> getWriteSupport(Configuration configuration) {
            return new Rows();
        }

        @Override
        protected WriteSupport<RankedDrawdown> getWriteSupport(ParquetConfiguration configuration) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<RankedDrawdown> {

        private RecordConsumer consumer;

        @Override
        public WriteContext init(Configuration configuration) {
            return init((ParquetConfiguration) null);
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(DrawdownColumns.schema(), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(RankedDrawdown row) {
            DrawdownColumns.write(row, consumer);
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
