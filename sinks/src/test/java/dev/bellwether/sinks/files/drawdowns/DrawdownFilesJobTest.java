// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.files.parquet.FlinkInputFile;
import dev.bellwether.sinks.files.parquet.ParquetCodecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The files under a job that checkpoints, fails half-way, goes on, and is run a second time. */
class DrawdownFilesJobTest {

    private static final int SYMBOLS = 20;
    private static final int SESSIONS = 30;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 20);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    /** Shared with the tasks, which run in this process. */
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    @TempDir Path directory;

    @BeforeEach
    void reset() {
        FAILED.set(false);
        CHECKPOINTS.set(0);
    }

    @Test
    void shouldKeepEveryRowOnceOverAFailure() throws Exception {
        run(SYMBOLS, new Configuration());

        assertThat(FAILED).isTrue();
        List<String> lines = csvLines();
        assertThat(lines).hasSize(SYMBOLS * SESSIONS).doesNotHaveDuplicates();
        assertThat(lines.stream().sorted().findFirst())
                .contains("2026-01-20,S0,70.0,100.12,-30.09,12,1000000,1");
        List<Group> rows = parquetRows();
        assertThat(rows)
                .extracting(row -> row.getInteger("date", 0) + row.getString("symbol", 0))
                .hasSize(SYMBOLS * SESSIONS)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldAddOnlyWhatAnEarlierRunLacks() throws Exception {
        run(SYMBOLS / 2, new Configuration());
        reset();
        run(SYMBOLS, new Configuration());

        List<String> rows =
                csvLines().stream()
                        .map(line -> line.substring(0, line.indexOf(',', 11)))
                        .collect(Collectors.toList());
        assertThat(rows).hasSize(SYMBOLS * SESSIONS).doesNotHaveDuplicates();
        assertThat(parquetRows()).hasSize(SYMBOLS * SESSIONS);
    }

    @Test
    void shouldKeepFullPrecisionInParquet() throws Exception {
        run(1, new Configuration());

        Group row = parquetRows().get(0);
        assertThat(row.getDouble("high_depth_percent", 0))
                .isEqualTo((70 - 100.125) / 100.125 * 100);
        assertThat(LocalDate.ofEpochDay(row.getInteger("high_peak_first_date", 0)))
                .isEqualTo("2026-01-01");
        assertThat(row.getType().getType("date").getLogicalTypeAnnotation().toString())
                .isEqualTo("DATE");
        assertThat(row.getFieldRepetitionCount("recovery_percent")).isZero();
        assertThat(row.getString("basis", 0)).isEqualTo("high");
    }

    @Test
    void shouldShareAFolderByMonthIfAsked() throws Exception {
        Configuration options = new Configuration();
        options.set(DrawdownFilesOptions.PARTITION, DrawdownFilesOptions.Partition.MONTH);
        run(SYMBOLS, options);
        reset();
        run(SYMBOLS, options);

        assertThat(csvLines()).hasSize(SYMBOLS * SESSIONS).doesNotHaveDuplicates();
        assertThat(parquetRows()).hasSize(SYMBOLS * SESSIONS);
        assertThat(files(".csv"))
                .extracting(file -> file.getParent().getFileName().toString())
                .containsOnly("month=2026-01", "month=2026-02");
    }

    /** The first symbols of all sessions, a few rows per checkpoint. */
    private void run(int symbols, Configuration options) throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        options.set(FilesOptions.DIRECTORY, directory.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(1);
        DataGeneratorSource<Long> source =
                new DataGeneratorSource<>(
                        index -> index,
                        (long) symbols * SESSIONS,
                        RateLimiterStrategy.perCheckpoint(Math.max(6, symbols * SESSIONS / 8)),
                        Types.LONG);
        DataStream<RankedDrawdown> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "indices")
                        .map(new FailOnce())
                        .map(index -> row((int) (index / symbols), (int) (index % symbols)))
                        .returns(TypeInformation.of(RankedDrawdown.class))
                        .filter(OncePerSession.from(options, options));
        rows.sinkTo(DrawdownFiles.csv(options, options)).uid("csv");
        rows.sinkTo(DrawdownFiles.parquet(options, options)).uid("parquet");
        env.execute("drawdown files");
    }

    private static RankedDrawdown row(int session, int symbol) {
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = "S" + symbol;
        drawdown.sessionDay = (int) FIRST.plusDays(session).toEpochDay();
        drawdown.price = 70;
        drawdown.volume = 1_000_000;
        drawdown.highPeak = 100.125;
        drawdown.highPeakFirstDay = (int) LocalDate.of(2026, 1, 1).toEpochDay();
        drawdown.highDepthPercent = (70 - 100.125) / 100.125 * 100;
        drawdown.sessionsSinceHighPeakFirst = 12;
        drawdown.basis = PeakBasis.HIGH;
        RankedDrawdown row = new RankedDrawdown();
        row.rank = symbol + 1;
        row.drawdown = drawdown;
        return row;
    }

    private List<String> csvLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(".csv")) {
            List<String> all = Files.readAllLines(file);
            assertThat(all.get(0)).isEqualTo(DrawdownCsv.HEADER);
            lines.addAll(all.subList(1, all.size()));
        }
        return lines;
    }

    private List<Group> parquetRows() throws IOException {
        List<Group> rows = new ArrayList<>();
        for (Path file : files(".parquet")) {
            try (ParquetFileReader reader =
                    ParquetFileReader.open(
                            FlinkInputFile.of(new org.apache.flink.core.fs.Path(file.toUri())),
                            ParquetReadOptions.builder(new PlainParquetConfiguration())
                                    .withCodecFactory(ParquetCodecs.create())
                                    .build())) {
                for (PageReadStore pages = reader.readNextRowGroup();
                        pages != null;
                        pages = reader.readNextRowGroup()) {
                    RecordReader<Group> records =
                            new ColumnIOFactory()
                                    .getColumnIO(DrawdownColumns.schema())
                                    .getRecordReader(
                                            pages,
                                            new GroupRecordConverter(DrawdownColumns.schema()));
                    for (long left = pages.getRowCount(); left > 0; left--) {
                        rows.add(records.read());
                    }
                }
            }
        }
        return rows;
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .collect(Collectors.toList());
        }
    }

    /** Fails once, after checkpoints have completed and with records since the last of them. */
    private static final class FailOnce implements MapFunction<Long, Long>, CheckpointListener {

        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long index) {
            if (CHECKPOINTS.get() >= 3 && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("failing once, on purpose");
            }
            return index;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTS.incrementAndGet();
        }
    }
}
