// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Timeframe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterWithClientResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sinks under a job that checkpoints, fails half-way and goes on. */
@Timeout(60)
class FileSinksJobTest {

    private static final int RECORDS = 600;
    private static final long T0 = Instant.parse("2026-03-02T23:00:00Z").toEpochMilli();

    private static final MiniClusterWithClientResource CLUSTER =
            new MiniClusterWithClientResource(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    /** Shared with the tasks, which run in this process. */
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.before();
    }

    @AfterAll
    static void stop() {
        CLUSTER.after();
    }

    @BeforeEach
    void reset() {
        FAILED.set(false);
        CHECKPOINTS.set(0);
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

    private static DeadLetter letter(long index) {
        ReasonCode reason = index % 2 == 0 ? ReasonCode.MALFORMED : ReasonCode.OUTLIER;
        // Ten seconds apart: over midnight.
        return DeadLetter.of(
                "stream",
                reason,
                "record " + index,
                ("payload " + index).getBytes(StandardCharsets.UTF_8),
                T0 + 10_000 * index);
    }

    private static Notification notification(long index) {
        Notification notification = new Notification();
        notification.key = "FILE/fall:AAPL:1/" + index;
        notification.channel = Channel.FILE;
        notification.severity = Severity.INFO;
        notification.title = "notification " + index;
        notification.createdMillis = T0 + 10_000 * index;
        return notification;
    }

    private static Bar bar(long index) {
        Bar bar = new Bar();
        bar.symbol = "S" + index;
        bar.timeframe = Timeframe.values()[(int) (index % 3)];
        bar.startMillis = T0;
        bar.endMillis = T0 + 60_000;
        bar.close = index;
        return bar;
    }

    private <T> void run(
            MapFunction<Long, T> make, Class<T> type, Function<Configuration, FileSink<T>> sink)
            throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        config.set(FilesOptions.DIRECTORY, directory.toUri().toString());
        config.set(FilesOptions.ROLL_SIZE, MemorySize.parse("4kb"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(2);
        DataGeneratorSource<Long> source =
                new DataGeneratorSource<>(
                        index -> index,
                        RECORDS,
                        RateLimiterStrategy.perCheckpoint(100),
                        Types.LONG);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "indices")
                .map(new FailOnce())
                .map(make)
                .returns(TypeInformation.of(type))
                .sinkTo(sink.apply(config));
        env.execute("files");
    }

    /** The finished ones; a failure leaves unfinished ones behind, whose names begin with a dot. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .collect(Collectors.toList());
        }
    }

    @Test
    void shouldHoldEachDeadLetterOnceAlsoAfterAFailure() throws Exception {
        run(FileSinksJobTest::letter, DeadLetter.class, DeadLetterFiles::sink);

        assertThat(FAILED).isTrue();
        List<DeadLetter> letters = new ArrayList<>();
        for (Path file : files()) {
            String partition = directory.relativize(file.getParent()).toString();
            assertThat(file.getFileName().toString()).matches("dead-letters-.*\\.jsonl");
            for (String line : Files.readAllLines(file)) {
                DeadLetter letter = DeadLetterFiles.parse(line);
                assertThat("dead-letters/" + DeadLetterFiles.partition(letter))
                        .isEqualTo(partition);
                letters.add(letter);
            }
        }
        assertThat(letters)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, RECORDS)
                                .mapToObj(FileSinksJobTest::letter)
                                .collect(Collectors.toList()));
        assertThat(files().stream().map(Path::getParent).distinct()).hasSize(4);
        // Far more text than one file may hold.
        assertThat(files()).hasSizeGreaterThan(16);
    }

    @Test
    void shouldHoldEachBarOnceAlsoAfterAFailure() throws Exception {
        run(FileSinksJobTest::bar, Bar.class, BarFiles::sink);

        assertThat(FAILED).isTrue();
        List<Bar> bars = new ArrayList<>();
        for (Path file : files()) {
            String partition = directory.relativize(file.getParent()).toString();
            for (String line : Files.readAllLines(file)) {
                Bar bar = BarFiles.parse(line);
                assertThat("bars/" + BarFiles.partition(bar)).isEqualTo(partition);
                bars.add(bar);
            }
        }
        assertThat(bars)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, RECORDS)
                                .mapToObj(FileSinksJobTest::bar)
                                .collect(Collectors.toList()));
    }

    @Test
    void shouldHoldEachNotificationOnceAlsoAfterAFailure() throws Exception {
        run(FileSinksJobTest::notification, Notification.class, NotificationFiles::sink);

        assertThat(FAILED).isTrue();
        List<Notification> notifications = new ArrayList<>();
        for (Path file : files()) {
            String partition = directory.relativize(file.getParent()).toString();
            assertThat(file.getFileName().toString()).matches("notifications-.*\\.jsonl");
            for (String line : Files.readAllLines(file)) {
                Notification notification = Json.mapper().readValue(line, Notification.class);
                assertThat("notifications/" + NotificationFiles.partition(notification))
                        .isEqualTo(partition);
                notifications.add(notification);
            }
        }
        assertThat(notifications)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, RECORDS)
                                .mapToObj(FileSinksJobTest::notification)
                                .collect(Collectors.toList()));
        assertThat(directory.resolve("notifications/date=2026-03-03")).isDirectory();
    }
}
