// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sandbox.sqs.SandboxSqs;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Takes a savepoint of the running application and compares what is in it with the recorded state
 * contract: uid, state name, kind and type. Whoever changes the contract on purpose records it anew
 * with {@code -Dstate.contract.write=true} and explains the change in the changelog, because it
 * decides whether users can upgrade by savepoint.
 */
class StateContractTest {

    private static final Path CONTRACT = Path.of("src", "main", "resources", "state-contract.txt");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void shouldKeepTheStateThatIsPromised() throws Exception {
        List<String> found = new SavepointContents(uids()).describe(savepoint());

        if (Boolean.getBoolean("state.contract.write")) {
            Files.write(CONTRACT, found, UTF_8);
        }
        assertThat(StateContract.breaches(Files.readAllLines(CONTRACT, UTF_8), found)).isEmpty();
        assertThat(found).noneMatch(line -> line.startsWith("unknown"));
        assertThat(found)
                .filteredOn(line -> line.contains("Kryo"))
                .as("only the legacy Kinesis consumer keeps something by Kryo")
                .allMatch(
                        line ->
                                line.startsWith(Uids.KINESIS_QUOTES + " | ")
                                        || line.startsWith(Uids.KINESIS_ALERTS + " | "));
    }

    /** A savepoint of the application in the middle of its work. */
    private String savepoint() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), SandboxConfig.DEFAULT_API_KEY);
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(50))
                        .symbols(List.of("AAPL", "MSFT"))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config);
                SandboxRedis redis = SandboxRedis.start();
                SandboxKinesis kinesis = SandboxKinesis.kinesalite();
                SandboxSqs sqs = SandboxSqs.start();
                SandboxDynamoDb dynamo = SandboxDynamoDb.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            kinesis.createStream("ticks", 1)
                    .put("MSFT", "{\"symbol\":\"MSFT\",\"price\":-1,\"timestamp\":1773237600}");
            SandboxStream published = kinesis.createStream("quotes", 1);
            kinesis.createStream("alerts", 1);
            kinesis.createStream("alerts-of-others", 1)
                    .put("k", "{\"alert_type\":\"financial_anomaly\",\"symbol\":\"TSLA\"}");
            sqs.createQueue("dead-letters");
            dynamo.createTable("alert-history", "alert_id:S", "revision:N");
            dynamo.createTable("processed-quotes", "symbol:S", "timestamp:S");
            dynamo.createTable("rules", "id:S");
            ApplicationConfiguration configuration =
                    Configurations.everything(directory, sandbox, redis, kinesis, sqs, dynamo)
                            .with("Bavest", "api.key", "file:" + key)
                            .with("BavestQuotes", "schedule.interval", "100 ms")
                            // the inbox stays empty and must not hold the bars back for long
                            .with("Signals", "watermark.idleness", "1 s")
                            .build();
            Files.createDirectory(directory.resolve("recorded"));
            StreamExecutionEnvironment environment =
                    Environments.create(configuration.group(Groups.LOCAL));
            new Application(configuration).define(environment);
            JobClient job = environment.executeAsync();
            await("Redis").atMost(LIMIT).until(() -> jedis.keys("*:AAPL:*").size() > 5);
            await("bars")
                    .atMost(LIMIT)
                    .until(() -> Files.exists(directory.resolve("files").resolve("bars")));
            await("SQS").atMost(LIMIT).until(() -> sqs.size("dead-letters") > 0);
            await("quotes table")
                    .atMost(LIMIT)
                    .until(() -> !dynamo.items("processed-quotes").isEmpty());
            await("Kinesis").atMost(LIMIT).until(() -> !published.readAll().isEmpty());
            await("alert of another application")
                    .atMost(LIMIT)
                    .until(() -> Files.exists(directory.resolve("files").resolve("alerts")));
            // not stop-with-savepoint: under load the Kinesis consumer can be interrupted while it
            // emits, which fails the job instead of ending it
            String savepoint =
                    job.triggerSavepoint(
                                    directory.resolve("savepoints").toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get();
            job.cancel().get();
            return savepoint;
        }
    }

    private static List<String> uids() throws IllegalAccessException {
        List<String> uids = new ArrayList<>();
        for (Field field : Uids.class.getFields()) {
            uids.add((String) field.get(null));
        }
        for (Timeframe timeframe : Timeframe.values()) {
            uids.add(Uids.BARS_FILES + "-" + timeframe.label());
        }
        for (Channel channel : Channel.values()) {
            uids.add(Uids.NOTIFY + "-" + channel.name().toLowerCase(Locale.ROOT));
        }
        return uids;
    }
}
