// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Makes one Parquet file of several by moving their groups of rows, as they are, into it: nothing
 * is decoded.
 */
final class ParquetCompactor extends OutputStreamBasedFileCompactor {

    private static final long ROW_GROUP_BYTES = 8 << 20;

    @Override
    protected void doCompact(List<Path> inputFiles, OutputStream outputStream) throws IOException {
        ParquetFileWriter writer = ParquetFile.groupWriter(outputStream, ROW_GROUP_BYTES);
        writer.start();
        for (Path path : inputFiles) {
            try (ParquetFileReader reader =
                    ParquetFileReader.open(
                            FlinkInputFile.of(path),
                            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
                reader.appendTo(writer);
            }
        }
        writer.end(Map.of());
    }
}
