// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.sandbox.sqs.SandboxSqs;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink in jobs of parallelism 2 that are checkpointed, against an SQS that stops and starts.
 */
class SqsDeadLetterJobTest {

    private static final int PARALLELISM = 2;
    private static final String QUEUE = "dead-letters";

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(PARALLELISM)
                            .build());

    @TempDir Path directory;

    private SandboxSqs sqs;
    private Path key;

    @BeforeEach
    void startSqs() throws IOException {
        // The emulator takes every key.
        key = Files.writeString(directory.resolve("key"), "AKIASANDBOX");
        sqs = SandboxSqs.start();
        sqs.createQueue(QUEUE);
    }

    @AfterEach
    void stopSqs() {
        sqs.close();
    }

    @Test
    void shouldSendEachLetterWithItsAttributes() throws Exception {
        StreamExecutionEnvironment env = environment(new Configuration());
        letters(env, 250, 100_000).sinkTo(sink());

        env.execute();

        List<JsonNode> messages = sqs.take(QUEUE);
        assertThat(messages).hasSize(250);
        assertThat(numbers(messages)).isEqualTo(upTo(250));
        JsonNode attributes = messages.get(0).get("MessageAttributes");
        assertThat(attributes.at("/reason/StringValue").asText()).isEqualTo("not_a_number");
        assertThat(attributes.at("/source/StringValue").asText()).isEqualTo("kinesis:quotes");
        assertThat(attributes.at("/symbol/StringValue").asText()).isEqualTo("AAPL");
    }

    @Test
    void shouldKeepLettersOfAMegabyteWithinTheLimits() throws Exception {
        StreamExecutionEnvironment env = environment(new Configuration());
        env.fromSequence(0, 11)
                .map(
                        number ->
                                Letters.letter(
                                        "{\"number\":"
                                                + number
                                                + ",\"note\":\""
                                                + "\\u0001".repeat(170_000)
                                                + "\"}"))
                .returns(TypeInformation.of(DeadLetter.class))
                .sinkTo(sink());

        env.execute();

        List<JsonNode> messages = sqs.take(QUEUE);
        assertThat(messages)
                .hasSize(12)
                .allMatch(message -> letter(message).message.endsWith(MessageWriter.CUT));
    }

    @Test
    void shouldSlowTheJobWhileSqsIsAwayAndLoseNothing() throws Exception {
        // given
        int letters = 1_000;
        StreamExecutionEnvironment env = environment(new Configuration());
        letters(env, letters, 300).sinkTo(sink());
        JobClient job = env.executeAsync();
        awaitSize(60);

        // when
        sqs.stop();
        awaitConnections(8);
        sqs.restart();
        job.getJobExecutionResult().get(1, TimeUnit.MINUTES);

        // then every one arrived; one whose answer was lost may have come twice
        assertThat(numbers(sqs.take(QUEUE))).isEqualTo(upTo(letters));
    }

    @Test
    void shouldKeepWhatWaitsInASavepointAndSendItAfterARestoreAtAnotherParallelism()
            throws Exception {
        // given letters that wait for the linger, far from being a batch of all instances
        int letters = 600;
        StreamExecutionEnvironment first = environment(new Configuration());
        letters(first, letters, 40).sinkTo(sink()).uid("sqs");
        JobClient job = first.executeAsync();
        awaitSize(40);

        // when
        String savepoint =
                job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
                        .get(1, TimeUnit.MINUTES);
        Configuration restore = new Configuration();
        restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        StreamExecutionEnvironment second = environment(restore);
        second.setParallelism(1);
        letters(second, letters, 100_000).sinkTo(sink()).uid("sqs");
        second.execute();

        // then nothing failed, so each came once
        List<JsonNode> messages = sqs.take(QUEUE);
        assertThat(numbers(messages)).isEqualTo(upTo(letters));
        assertThat(messages).hasSize(letters);
    }

    @Test
    void shouldTakeASavepointWhileSqsIsAwayWithEveryLetterThatWaits(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        // given an outage in which far more letters than a batch holds come to wait
        int letters = 300;
        StreamExecutionEnvironment first = environment(new Configuration());
        letters(first, letters, 60).sinkTo(sink()).uid("sqs");
        JobClient job = first.executeAsync();
        awaitSize(20);
        sqs.stop();
        awaitConnections(8);
        awaitCheckpoints(cluster, job, 8);

        // when
        String savepoint =
                job.stopWithSavepoint(false, directory.toString(), SavepointFormatType.CANONICAL)
                        .get(10, TimeUnit.SECONDS);
        sqs.restart();
        int before = sqs.size(QUEUE);
        Configuration restore = new Configuration();
        restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        StreamExecutionEnvironment second = environment(restore);
        letters(second, letters, 100_000).sinkTo(sink()).uid("sqs");
        second.execute();

        // then
        assertThat(before).isLessThan(letters);
        assertThat(numbers(sqs.take(QUEUE))).isEqualTo(upTo(letters));
    }

    @Test
    void shouldFailTheJobInOneSentenceIfThereIsNoSuchQueue() {
        StreamExecutionEnvironment env = environment(new Configuration());
        Configuration config = config();
        config.setString("queue.url", sqs.queueUrl("no-such-queue"));
        letters(env, 10, 1_000).sinkTo(SqsDeadLetterSink.from(aws(), config));

        assertThatThrownBy(env::execute)
                .rootCause()
                .hasMessageContaining("dead letters cannot be sent to the queue")
                .hasMessageContaining("Check that the queue exists in eu-central-1");
    }

    private void awaitSize(int least) {
        await().atMost(Duration.ofSeconds(30)).until(() -> sqs.size(QUEUE) >= least);
    }

    /** Until so many more checkpoints are complete, within a few seconds. */
    private static void awaitCheckpoints(MiniCluster cluster, JobClient job, int more)
            throws Exception {
        long now = checkpoints(cluster, job);
        await().atMost(Duration.ofSeconds(8)).until(() -> checkpoints(cluster, job) >= now + more);
    }

    private static long checkpoints(MiniCluster cluster, JobClient job) throws Exception {
        return cluster.getExecutionGraph(job.getJobID())
                .get(10, TimeUnit.SECONDS)
                .getCheckpointStatsSnapshot()
                .getCounts()
                .getNumberOfCompletedCheckpoints();
    }

    /** Stands in for SQS, accepts connections and drops them, until there were so many. */
    private void awaitConnections(int count) throws IOException {
        try (ServerSocket port = new ServerSocket()) {
            port.setReuseAddress(true);
            port.bind(new InetSocketAddress("127.0.0.1", sqs.endpoint().getPort()));
            port.setSoTimeout(30_000);
            for (int i = 0; i < count; i++) {
                port.accept().close();
            }
        }
    }

    private static DataStream<DeadLetter> letters(
            StreamExecutionEnvironment env, int count, double perSecond) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                number -> Letters.letter(number.intValue()),
                                count,
                                RateLimiterStrategy.perSecond(perSecond),
                                TypeInformation.of(DeadLetter.class)),
                        WatermarkStrategy.noWatermarks(),
                        "letters")
                .uid("letters");
    }

    private SqsDeadLetterSink sink() {
        return SqsDeadLetterSink.from(aws(), config());
    }

    private Configuration config() {
        Configuration config = new Configuration();
        config.setString("queue.url", sqs.queueUrl(QUEUE));
        config.setString("batch.linger", "200 ms");
        config.setString("retry.pause.max", "500 ms");
        return config;
    }

    private Configuration aws() {
        Configuration aws = new Configuration();
        aws.setString("sqs.endpoint", sqs.endpoint().toString());
        aws.setString("credentials", "STATIC");
        aws.setString("access.key.id", "file:" + key);
        aws.setString("secret.access.key", "file:" + key);
        return aws;
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

    private static DeadLetter letter(JsonNode message) {
        return DeadLetterJson.read(message.get("Body").asText());
    }

    private static Set<Integer> numbers(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> new String(letter(message).payload, StandardCharsets.UTF_8))
                .map(payload -> payload.replaceAll(".*\"number\":(\\d+).*", "$1"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
