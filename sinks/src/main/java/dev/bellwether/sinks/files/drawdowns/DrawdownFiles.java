// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.files.compaction.KeptTable;
import dev.bellwether.sinks.files.compaction.KeptTable.Format;
import dev.bellwether.sinks.files.parquet.ParquetFile;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Where the rows of rankings are kept, below the directory of {@link FilesOptions}:
 *
 * <pre>
 * drawdowns/csv/session=2026-03-02/drawdowns-….csv            every symbol of a session, once
 * drawdowns/parquet/session=2026-03-02/drawdowns-….parquet    the same with all figures
 * drawdowns/corrections/csv/…, drawdowns/corrections/parquet/…  rows of later revisions of a ranking
 * </pre>
 *
 * <p>Exactly once into files: a file becomes visible with the checkpoint that covers it and is
 * never changed. The rows of a session leave the ranking together, between two checkpoints, so as a
 * rule there is one file per session and format; a late symbol makes another. With {@link
 * OncePerSession} before it, a second run of a session adds what was missing and nothing else.
 *
 * <p>{@link dev.bellwether.sinks.files.compaction.Compaction} makes one file of many, row for row.
 *
 * <p>CSV: the columns and the rounding to two decimals of the screener that this replaces; {@code
 * days_since_peak} are sessions since the first day of the peak; {@code rank} is empty for a symbol
 * that was not ranked; corrections have {@code ranking_revision} behind. Parquet: full precision,
 * dates as dates, Snappy.
 */
public final class DrawdownFiles {

    private static final String FOLDER = "drawdowns";

    private static final BulkWriter.Factory<RankedDrawdown> PARQUET_ROWS =
            stream ->
                    ParquetFile.on(stream, DrawdownColumns.schema(), new DrawdownColumns()::write);

    private DrawdownFiles() {}

    /** Rows as CSV, from checked options of the groups {@code Files} and {@code DrawdownFiles}. */
    public static FileSink<RankedDrawdown> csv(ReadableConfig files, ReadableConfig drawdowns) {
        return sink(
                csvDirectory(files),
                Format.CSV,
                CsvFile.of(DrawdownCsv.HEADER, DrawdownCsv::append),
                drawdowns);
    }

    /** The same rows as Parquet. */
    public static FileSink<RankedDrawdown> parquet(ReadableConfig files, ReadableConfig drawdowns) {
        return sink(directory(files, "parquet"), Format.PARQUET, PARQUET_ROWS, drawdowns);
    }

    /** Corrected rows as CSV. */
    public static FileSink<RankedDrawdown> correctedCsv(
            ReadableConfig files, ReadableConfig drawdowns) {
        return sink(
                directory(files, "corrections/csv"),
                Format.CSV,
                CsvFile.of(DrawdownCsv.HEADER + ",ranking_revision", DrawdownCsv::appendCorrected),
                drawdowns);
    }

    /** Corrected rows as Parquet. */
    public static FileSink<RankedDrawdown> correctedParquet(
            ReadableConfig files, ReadableConfig drawdowns) {
        return sink(
                directory(files, "corrections/parquet"), Format.PARQUET, PARQUET_ROWS, drawdowns);
    }

    /** What is kept, for compaction. */
    public static List<KeptTable> tables(ReadableConfig files) {
        return List.of(
                KeptTable.of(csvDirectory(files), Format.CSV, "date", "symbol"),
                KeptTable.of(directory(files, "parquet"), Format.PARQUET, "date", "symbol"),
                KeptTable.withRepeats(directory(files, "corrections/csv"), Format.CSV, "date"),
                KeptTable.withRepeats(
                        directory(files, "corrections/parquet"), Format.PARQUET, "date"));
    }

    static Path csvDirectory(ReadableConfig files) {
        return directory(files, "csv");
    }

    private static Path directory(ReadableConfig files, String folder) {
        return new Path(new Path(files.get(FilesOptions.DIRECTORY)), FOLDER + "/" + folder);
    }

    private static FileSink<RankedDrawdown> sink(
            Path directory,
            Format file,
            BulkWriter.Factory<RankedDrawdown> format,
            ReadableConfig drawdowns) {
        return FileSink.forBulkFormat(directory, format)
                .withBucketAssigner(new Partitions(drawdowns.get(DrawdownFilesOptions.PARTITION)))
                .withOutputFileConfig(new OutputFileConfig(FOLDER, file.suffix()))
                .build();
    }
}
