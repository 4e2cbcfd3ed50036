// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.kinesis.KinesisRecord;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sink in jobs of parallelism 2 that are checkpointed, against an emulator. */
class KinesisQuoteSinkJobTest {

    private static final int PARALLELISM = 2;
    private static final String SECRET = "never-to-be-seen-in-a-job";
    private static final long START = 1_772_600_000_000L;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(PARALLELISM)
                            .build());

    private static SandboxKinesis kinesis;

    @TempDir Path directory;

    private Path key;

    @BeforeAll
    static void startKinesis() {
        kinesis = SandboxKinesis.kinesalite();
    }

    @AfterAll
    static void stopKinesis() {
        kinesis.close();
    }

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(directory.resolve("key"), SECRET);
    }

    @Test
    void shouldPublishEachQuoteAsOurJsonUnderItsSymbol() throws Exception {
        // given
        SandboxStream stream = kinesis.createStream("published", 4);
        StreamExecutionEnvironment env = environment(new Configuration());
        quotes(env, 2_000, 100_000).sinkTo(sink("published"));

        // when
        env.execute();

        // then
        List<KinesisRecord> records = stream.readAll();
        assertThat(numbers(records)).isEqualTo(upTo(2_000));
        for (KinesisRecord record : records) {
            Quote quote = Json.mapper().readValue(record.data(), Quote.class);
            assertThat(quote).isEqualTo(quote(quote.eventTimeMillis - START));
            assertThat(record.partitionKey()).isEqualTo(quote.symbol);
        }
        assertThat(records.stream().map(KinesisRecord::shard).distinct().count())
                .as("symbols spread over shards")
                .isGreaterThan(1);
    }

    @Test
    void shouldHaveEveryQuoteOnTheStreamAfterASavepointAndARestoreAtAnotherParallelism()
            throws Exception {
        // given
        int quotes = 6_000;
        SandboxStream stream = kinesis.createStream("restored", 2);
        StreamExecutionEnvironment first = environment(new Configuration());
        quotes(first, quotes, 200).sinkTo(sink("restored")).uid("publish");
        JobClient job = first.executeAsync();
        await().atMost(Duration.ofSeconds(30)).until(() -> stream.readAll().size() > 200);

        // when
        String savepoint =
                job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
                        .get(1, TimeUnit.MINUTES);
        Configuration restore = new Configuration();
        restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        StreamExecutionEnvironment second = environment(restore);
        second.setParallelism(1);
        quotes(second, quotes, 100_000).sinkTo(sink("restored")).uid("publish");
        second.execute();

        // then
        List<KinesisRecord> records = stream.readAll();
        assertThat(numbers(records)).isEqualTo(upTo(quotes));
        assertThat(records).as("nothing failed, so nothing came twice").hasSize(quotes);
    }

    @Test
    void shouldSendNoSecretWithTheJob() throws Exception {
        byte[] serialized = InstantiationUtil.serializeObject(sink("any"));

        String text = new String(serialized, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("file:" + key).doesNotContain(SECRET);
    }

    @Test
    void shouldFailTheJobIfThereIsNoSuchStream() {
        StreamExecutionEnvironment env = environment(new Configuration());
        quotes(env, 10, 1_000).sinkTo(sink("no-such-stream"));

        assertThatThrownBy(env::execute).hasStackTraceContaining("no-such-stream");
    }

    @Test
    void shouldFailTheJobAtItsStartIfTheKeysCannotBeRead() throws Exception {
        Files.delete(key);
        StreamExecutionEnvironment env = environment(new Configuration());
        quotes(env, 10, 1_000).sinkTo(sink("any"));

        assertThatThrownBy(env::execute)
                .rootCause()
                .hasMessage(
                        "secret file "
                                + key
                                + " does not exist: it must hold the secret and nothing else");
    }

    private KinesisSink<Quote> sink(String stream) {
        Configuration aws = new Configuration();
        aws.setString("kinesis.endpoint", kinesis.endpoint().toString());
        aws.setString("credentials", "STATIC");
        aws.setString("access.key.id", "file:" + key);
        aws.setString("secret.access.key", "file:" + key);
        Configuration config = new Configuration();
        config.setString("stream", stream);
        return KinesisQuoteSink.from(aws, config);
    }

    private static DataStream<Quote> quotes(
            StreamExecutionEnvironment env, int count, double perSecond) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                KinesisQuoteSinkJobTest::quote,
                                count,
                                RateLimiterStrategy.perSecond(perSecond),
                                TypeInformation.of(Quote.class)),
                        WatermarkStrategy.noWatermarks(),
                        "quotes")
                .uid("quotes");
    }

    private static Quote quote(long number) {
        Quote quote = Quote.of("SYM" + number % 50, 100 + number / 8.0, START + number);
        quote.dayVolume = 10 * number;
        quote.currency = "USD";
        quote.feed = "bavest";
        return quote;
    }

    private static List<Long> numbers(List<KinesisRecord> records) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (KinesisRecord record : records) {
            numbers.add(
                    Json.mapper().readValue(record.data(), Quote.class).eventTimeMillis - START);
        }
        return new ArrayList<>(new TreeSet<>(numbers));
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().collect(Collectors.toList());
    }

    private static StreamExecutionEnvironment environment(Configuration configuration) {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(PARALLELISM);
        env.enableCheckpointing(200);
        return env;
    }
}
