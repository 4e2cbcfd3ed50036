// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sinks.files.compaction.Compaction.Step;
import dev.bellwether.sinks.files.compaction.KeptTable.Format;
import dev.bellwether.sinks.files.parquet.FlinkInputFile;
import dev.bellwether.sinks.files.parquet.ParquetCodecs;
import dev.bellwether.sinks.files.parquet.ParquetFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {

    private static final String HEADER = "date,symbol,price";
    private static final LocalDate LATER = LocalDate.of(2026, 6, 1);
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType(
                    "message row {"
                            + " optional int32 date (DATE);"
                            + " optional binary symbol (STRING);"
                            + " optional double price;"
                            + " required boolean stale;"
                            + " optional int64 volume; }");

    @TempDir Path directory;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(directory.resolve("month=2026-03"));
    }

    @Test
    void shouldMakeOneFileOfManyInTheOrderOfDays() throws IOException {
        csv("b.csv", "2026-03-02,AAPL,1.5", "2026-03-02,MSFT,2");
        csv("a.csv", "2026-03-03,AAPL,1.6");
        csv("c.csv", "2026-03-02,XOM,3");

        List<Compaction.Result> results = Compaction.of(csv()).run(LATER);

        assertThat(results).hasSize(1);
        assertThat(results.get(0).files).isEqualTo(3);
        assertThat(results.get(0).rows).isEqualTo(4);
        assertThat(names()).hasSize(1).allMatch(name -> name.startsWith("compacted-"));
        assertThat(Files.readAllLines(folder.resolve(names().get(0))))
                .containsExactly(
                        HEADER,
                        "2026-03-02,AAPL,1.5",
                        "2026-03-02,MSFT,2",
                        "2026-03-02,XOM,3",
                        "2026-03-03,AAPL,1.6");
        assertThat(Compaction.of(csv()).run(LATER)).isEmpty();
    }

    @Test
    void shouldKeepEveryValueOfParquet() throws IOException {
        parquet("b.parquet", 20_514, "AAPL", 1.1 + 2.2);
        parquet("a.parquet", 20_515, "BRK.B", null);

        Compaction.of(parquet()).run(LATER);

        assertThat(names()).hasSize(1);
        List<Group> rows = rows(folder.resolve(names().get(0)));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).getInteger("date", 0)).isEqualTo(20_514);
        assertThat(rows.get(0).getString("symbol", 0)).isEqualTo("AAPL");
        assertThat(rows.get(0).getDouble("price", 0)).isEqualTo(1.1 + 2.2);
        assertThat(rows.get(0).getBoolean("stale", 0)).isTrue();
        assertThat(rows.get(0).getLong("volume", 0)).isEqualTo(1L << 40);
        assertThat(rows.get(1).getFieldRepetitionCount("price")).isZero();
        assertThat(rows.get(1).getType()).isEqualTo(SCHEMA);
    }

    /** The process ends there; what is read is right at once, and whole after the next run. */
    @ParameterizedTest
    @EnumSource(Step.class)
    void shouldSurviveItsEndAfterAnyStep(Step last) throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");
        csv("c.csv", "2026-03-04,AAPL,1.7");
        List<String> rows = csvRows();

        assertThatThrownBy(
                        () ->
                                new Compaction(
                                                csv(),
                                                step -> {
                                                    if (step == last) {
                                                        throw new IllegalStateException("killed");
                                                    }
                                                })
                                        .run(LATER))
                .hasMessage("killed");

        assertThat(csvRows()).containsExactlyInAnyOrderElementsOf(rows);
        Compaction.of(csv()).run(LATER);
        assertThat(csvRows()).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(names()).hasSize(1);
    }

    @Test
    void shouldLeaveWhatComesMeanwhileForTheNextRun() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");
        Files.writeString(folder.resolve(".c.csv.inprogress.1"), HEADER + "\n2026-03-");

        new Compaction(
                        csv(),
                        step -> {
                            if (step == Step.ANNOUNCED) {
                                csv("late.csv", "2026-03-03,XOM,9");
                            }
                        })
                .run(LATER);

        assertThat(csvRows())
                .containsExactlyInAnyOrder(
                        "2026-03-02,AAPL,1.5", "2026-03-03,AAPL,1.6", "2026-03-03,XOM,9");
        assertThat(folder.resolve(".c.csv.inprogress.1")).exists();
    }

    /** And goes on with the others. */
    @Test
    void shouldLeaveAFolderWithTwoRowsOfOneKeyAsItIs() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-02,AAPL,1.6");
        Path other = Files.createDirectory(directory.resolve("month=2026-04"));
        csv(other.resolve("a.csv"), "2026-04-01,AAPL,1.5");
        csv(other.resolve("b.csv"), "2026-04-02,AAPL,1.5");

        List<Compaction.Result> results = Compaction.of(csv()).run(LATER);

        assertThat(results).hasSize(2);
        assertThat(results.get(0).problem)
                .contains("two rows of 2026-03-02,AAPL")
                .contains("b.csv");
        assertThat(names()).containsExactly("a.csv", "b.csv");
        assertThat(results.get(1).problem).isNull();
        assertThat(other.resolve("a.csv")).doesNotExist();
    }

    @Test
    void shouldTakeRowsThatComeAgainWhereTheyMay() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-02,AAPL,1.5");
        KeptTable table =
                KeptTable.withRepeats(
                        new org.apache.flink.core.fs.Path(directory.toUri()), Format.CSV, "date");

        assertThat(Compaction.of(table).run(LATER).get(0).rows).isEqualTo(2);
        assertThat(csvRows()).containsExactly("2026-03-02,AAPL,1.5", "2026-03-02,AAPL,1.5");
    }

    @Test
    void shouldLeaveFilesWithOtherColumnsAsTheyAre() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        Files.writeString(folder.resolve("b.csv"), "date,symbol\n2026-03-03,AAPL\n");
        age(folder.resolve("b.csv"));

        assertThat(Compaction.of(csv()).run(LATER).get(0).problem)
                .contains("b.csv begins with date,symbol, another with " + HEADER);

        assertThat(names()).containsExactly("a.csv", "b.csv");
    }

    /** A back-fill writes into old folders, and the job may be taken back to before it. */
    @Test
    void shouldLeaveNewFilesOfOldFolders() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");
        csv("new.csv", "2026-03-04,AAPL,1.7");
        Files.setLastModifiedTime(
                folder.resolve("new.csv"), FileTime.from(Instant.parse("2026-06-01T00:00:00Z")));

        assertThat(Compaction.of(csv()).run(LATER).get(0).files).isEqualTo(2);

        assertThat(names()).hasSize(2).contains("new.csv");
    }

    @Test
    void shouldNotRunBesideAnother() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");
        List<String> refusals = new ArrayList<>();

        new Compaction(
                        csv(),
                        step -> {
                            try {
                                Compaction.of(csv()).run(LATER);
                            } catch (IOException e) {
                                refusals.add(e.getMessage());
                            }
                        })
                .run(LATER);

        assertThat(refusals)
                .hasSize(Step.values().length + 1)
                .allMatch(message -> message.contains("if it does not, delete"));
        assertThat(csvRows()).containsExactly("2026-03-02,AAPL,1.5", "2026-03-03,AAPL,1.6");
        assertThat(directory.resolve(Lock.NAME)).doesNotExist();
    }

    @Test
    void shouldTakeTheLockOfAProcessThatIsNoMore() throws Exception {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");
        String host = InetAddress.getLocalHost().getHostName();
        Files.writeString(
                directory.resolve(Lock.NAME),
                "{\"host\":\"" + host + "\",\"pid\":99999999,\"since\":\"2026-01-01T00:00:00Z\"}");

        assertThat(Compaction.of(csv()).run(LATER)).hasSize(1);
    }

    /** Whoever can write one file into a folder must not have others deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"../other.csv", "/tmp/other.csv", ".hidden.csv", "a/b.csv"})
    void shouldDeleteNothingOutsideOfAFolder(String name) throws IOException {
        csv("compacted-1.csv", "2026-03-02,AAPL,1.5");
        Files.writeString(
                folder.resolve(Manifest.NAME),
                "{\"output\":\"compacted-1.csv\",\"inputs\":[\"" + name + "\"]}");

        assertThatThrownBy(() -> Compaction.of(csv()).run(LATER))
                .hasMessageContaining("does not name files of its folder");
    }

    @Test
    void shouldTouchNothingFromThatDayOn() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");

        assertThat(Compaction.of(csv()).run(LocalDate.of(2026, 3, 31))).isEmpty();
        assertThat(Compaction.of(csv()).plan(LocalDate.of(2026, 4, 1))).hasSize(1);
        assertThat(names()).containsExactly("a.csv", "b.csv");
    }

    /** A reader whose list is older than the compaction. */
    @Test
    void shouldLetAReaderBeginAnewWhenItsFilesWereReplaced() throws IOException {
        csv("a.csv", "2026-03-02,AAPL,1.5");
        csv("b.csv", "2026-03-03,AAPL,1.6");
        AtomicInteger attempts = new AtomicInteger();

        List<String> rows =
                FinishedFiles.read(
                        new org.apache.flink.core.fs.Path(folder.toUri()),
                        ".csv",
                        files -> {
                            if (attempts.incrementAndGet() == 1) {
                                Compaction.of(csv()).run(LATER);
                            }
                            return lines(files);
                        });

        assertThat(attempts).hasValue(2);
        assertThat(rows).containsExactly("2026-03-02,AAPL,1.5", "2026-03-03,AAPL,1.6");
    }

    private KeptTable csv() {
        return KeptTable.of(
                new org.apache.flink.core.fs.Path(directory.toUri()), Format.CSV, "date", "symbol");
    }

    private KeptTable parquet() {
        return KeptTable.of(
                new org.apache.flink.core.fs.Path(directory.toUri()),
                Format.PARQUET,
                "date",
                "symbol");
    }

    private void csv(String name, String... rows) {
        csv(folder.resolve(name), rows);
    }

    private static void csv(Path file, String... rows) {
        try {
            Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
            age(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-30T00:00:00Z")));
    }

    private void parquet(String name, int day, String symbol, Double price) throws IOException {
        try (OutputStream stream = Files.newOutputStream(folder.resolve(name))) {
            ParquetFile<String> file =
                    ParquetFile.on(
                            stream,
                            SCHEMA,
                            (row, out) -> {
                                out.startField("date", 0);
                                out.addInteger(day);
                                out.endField("date", 0);
                                out.startField("symbol", 1);
                                out.addBinary(Binary.fromString(row));
                                out.endField("symbol", 1);
                                if (price != null) {
                                    out.startField("price", 2);
                                    out.addDouble(price);
                                    out.endField("price", 2);
                                }
                                out.startField("stale", 3);
                                out.addBoolean(true);
                                out.endField("stale", 3);
                                out.startField("volume", 4);
                                out.addLong(1L << 40);
                                out.endField("volume", 4);
                            });
            file.addElement(symbol);
            file.finish();
        }
        age(folder.resolve(name));
    }

    private static List<Group> rows(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetFileReader reader =
                ParquetFileReader.open(
                        FlinkInputFile.of(new org.apache.flink.core.fs.Path(file.toUri())),
                        ParquetReadOptions.builder(new PlainParquetConfiguration())
                                .withCodecFactory(ParquetCodecs.create())
                                .build())) {
            PageReadStore pages = reader.readNextRowGroup();
            RecordReader<Group> records =
                    new ColumnIOFactory()
                            .getColumnIO(SCHEMA)
                            .getRecordReader(pages, new GroupRecordConverter(SCHEMA));
            for (long left = pages.getRowCount(); left > 0; left--) {
                rows.add(records.read());
            }
        }
        return rows;
    }

    /** As a reader of ours sees them. */
    private List<String> csvRows() throws IOException {
        return FinishedFiles.read(
                new org.apache.flink.core.fs.Path(folder.toUri()), ".csv", CompactionTest::lines);
    }

    private static List<String> lines(List<org.apache.flink.core.fs.Path> files)
            throws IOException {
        List<String> rows = new ArrayList<>();
        for (org.apache.flink.core.fs.Path file : files) {
            Path path = Path.of(file.toUri());
            if (!Files.exists(path)) {
                throw new FileNotFoundException(path.toString());
            }
            List<String> lines = Files.readAllLines(path);
            rows.addAll(lines.subList(1, lines.size()));
        }
        return rows;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
