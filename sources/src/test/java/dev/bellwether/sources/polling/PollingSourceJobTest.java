// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sources.polling.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The source in whole jobs on a mini-cluster. */
class PollingSourceJobTest {

    private static final TypeInformation<Polled> TYPE = Types.POJO(Polled.class);
    private static final List<String> ITEMS =
            List.of("a0", "a1", "a2", "b0", "b1", "b2", "c0", "c1", "c2", "d0");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir Path folder;

    private String world;
    private TestProvider provider;

    @BeforeEach
    void openProvider() {
        world = UUID.randomUUID().toString();
        provider = TestProvider.open(world);
    }

    @AfterEach
    void closeProvider() {
        TestProvider.close(world);
    }

    @Test
    void shouldReadEveryItemOfEveryFiringOfARangeOnceAndFinish() throws Exception {
        provider.pages = 2;
        StreamExecutionEnvironment env = environment(2);

        List<Polled> records = collect(stream(env, range(0, 5)));

        assertThat(places(records)).containsExactlyInAnyOrderElementsOf(expected(5, 2));
        assertThat(provider.fetched.values()).allMatch(times -> times == 1);
        assertThat(provider.openFetchers.get()).isZero();
    }

    @Test
    void shouldGoOnInMidChunkAfterAFailureWithoutLossOrRepetition() throws Exception {
        provider.pages = 2;
        provider.slowAfterCalls = 75;
        StreamExecutionEnvironment env = environment(2);
        DataStream<Polled> stream =
                stream(env, range(0, 30)).map(new FailsOnceAfterACheckpoint(world)).returns(TYPE);
        List<Polled> records = collect(stream);

        assertThat(provider.failures.get()).isEqualTo(1);
        assertThat(places(records)).containsExactlyInAnyOrderElementsOf(expected(30, 2));
        // What was complete at the checkpoint is not fetched again.
        assertThat(provider.checkpointed).isNotEmpty();
        assertThat(provider.checkpointed)
                .allSatisfy(call -> assertThat(provider.fetched.get(call)).isEqualTo(1));
    }

    @Test
    void shouldGoOnFromASavepointAtAnyParallelism() throws Exception {
        provider.pages = 2;
        provider.delayMillis = 2;
        String savepoint = null;
        for (int parallelism : new int[] {2, 1}) {
            StreamExecutionEnvironment env = environment(parallelism, savepoint);
            sink(stream(env, range(0, 40)));
            JobClient job = env.executeAsync();
            int before = provider.written.size();
            Awaitility.await().until(() -> provider.written.size() > before + 100);
            savepoint =
                    job.stopWithSavepoint(
                                    false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                            .get();
        }
        StreamExecutionEnvironment env = environment(3, savepoint);
        sink(stream(env, range(0, 40)));
        env.execute();

        assertThat(places(provider.written)).containsExactlyInAnyOrderElementsOf(expected(40, 2));
    }

    @Test
    void shouldGoOnPastItemsThatFail() throws Exception {
        provider.broken = "b1";
        provider.unknown = "c0";

        List<Polled> records = collect(stream(environment(2), range(0, 3)));

        List<String> expected = expected(3, 1);
        expected.removeIf(place -> place.startsWith("b1") || place.startsWith("c0"));
        assertThat(places(records)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldFailABoundedJobWithoutRestartWhenTheCredentialIsRefused() {
        provider.refused = true;
        StreamExecutionEnvironment env = environment(2);

        assertThatThrownBy(() -> collect(stream(env, range(0, 3))))
                .hasStackTraceContaining("key is not accepted");
        assertThat(provider.created.get()).isEqualTo(2);
    }

    @Test
    void shouldStopPollingButLiveOnWhenTheCredentialIsRefused() throws Exception {
        provider.refused = true;
        StreamExecutionEnvironment env = environment(2);
        sink(stream(env, live()));
        JobClient job = env.executeAsync();

        Awaitility.await().until(() -> provider.calls.get() > 0);
        // A few calls may have been under way; after some more ticks there are no new ones.
        Awaitility.await().until(() -> provider.isQuietFor(Duration.ofMillis(500)));
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        assertThat(provider.calls.get()).isLessThanOrEqualTo(ITEMS.size());

        // A restart tries again.
        String savepoint =
                job.stopWithSavepoint(
                                false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get();
        provider.refused = false;
        StreamExecutionEnvironment again = environment(1, savepoint);
        sink(stream(again, live()));
        JobClient second = again.executeAsync();
        Awaitility.await().until(() -> itemsOf(provider.written).containsAll(ITEMS));
        second.cancel().get();
    }

    @Test
    void shouldFailTheJobWhenAFetcherCannotBeMade() {
        provider.brokenFactory = true;
        StreamExecutionEnvironment env = environment(1);
        env.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));

        assertThatThrownBy(() -> collect(stream(env, range(0, 1))))
                .hasStackTraceContaining("no such host");
    }

    @Test
    void shouldEmitOnlyChangesAlsoAcrossARestart() throws Exception {
        provider.slowAfterCalls = 75;
        // The value of an item changes at every third firing.
        provider.valueOf = scheduled -> scheduled / 3000;
        StreamExecutionEnvironment env = environment(2);

        DataStream<Polled> stream =
                stream(env, range(0, 30).emitOnChange(new ByValue()))
                        .map(new FailsOnceAfterACheckpoint(world))
                        .returns(TYPE);
        List<Polled> records = collect(stream);

        assertThat(provider.failures.get()).isEqualTo(1);
        List<String> expected = new ArrayList<>();
        for (long firing = 0; firing < 30_000; firing += 3000) {
            for (String item : ITEMS) {
                expected.add(item + "@" + firing + "#0");
            }
        }
        assertThat(places(records)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldLetEventTimeAdvanceThoughOneReaderHasNoWork() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        WatermarkStrategy<Polled> watermarks =
                WatermarkStrategy.<Polled>forMonotonousTimestamps()
                        .withIdleness(Duration.ofMillis(200));
        PollingSource<Polled> source =
                live().items(List.of("only")).timestamps((record, scheduled) -> scheduled).build();
        sink(
                env.fromSource(source, watermarks, source.name())
                        .keyBy(record -> record.item)
                        .window(TumblingEventTimeWindows.of(Duration.ofMillis(500)))
                        .reduce((first, second) -> second));
        JobClient job = env.executeAsync();

        Awaitility.await().until(() -> provider.written.size() >= 2);
        job.cancel().get();
    }

    // ---- vocabulary

    private PollingSourceBuilder<Polled> range(long fromSecond, long toSecond) {
        return live().schedule(Schedule.every(Duration.ofSeconds(1)))
                .from(Instant.ofEpochSecond(fromSecond))
                .to(Instant.ofEpochSecond(toSecond));
    }

    private PollingSourceBuilder<Polled> live() {
        String id = world;
        return PollingSource.<Polled>builder()
                .name("test")
                .fetchers(context -> TestProvider.of(id).connect())
                .items(ITEMS)
                .chunkSize(3)
                .schedule(Schedule.every(Duration.ofMillis(100)))
                .typeInformation(TYPE);
    }

    private static DataStream<Polled> stream(
            StreamExecutionEnvironment env, PollingSourceBuilder<Polled> builder) {
        PollingSource<Polled> source = builder.build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), source.name())
                .uid("polling");
    }

    private void sink(DataStream<Polled> stream) {
        String id = world;
        stream.map(
                        record -> {
                            TestProvider.of(id).written.add(record);
                            return record;
                        })
                .returns(TYPE)
                .uid("written")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    private static List<Polled> collect(DataStream<Polled> stream) throws Exception {
        return stream.executeAndCollect(10_000);
    }

    private StreamExecutionEnvironment environment(int parallelism) {
        return environment(parallelism, null);
    }

    private StreamExecutionEnvironment environment(int parallelism, String savepoint) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        return env;
    }

    private static List<String> expected(int firings, int pages) {
        List<String> places = new ArrayList<>();
        for (int firing = 0; firing < firings; firing++) {
            for (String item : ITEMS) {
                for (int page = 0; page < pages; page++) {
                    places.add(item + "@" + firing * 1000 + "#" + page);
                }
            }
        }
        return places;
    }

    private static List<String> places(Collection<Polled> records) {
        List<String> places = new ArrayList<>();
        records.forEach(record -> places.add(record.place()));
        return places;
    }

    private static Collection<String> itemsOf(Collection<Polled> records) {
        Collection<String> items = new HashSet<>();
        records.forEach(record -> items.add(record.item));
        return items;
    }
}
