// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules from a table, alerts and quotes into tables, in the running application. */
class DynamoDbJobTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void shouldTakeRulesFromATableWhileItRunsAndWriteWhatComesOfThem() throws Exception {
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(50))
                        .symbols(List.of("AAPL", "MSFT"))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config);
                SandboxRedis redis = SandboxRedis.start();
                SandboxDynamoDb dynamo = SandboxDynamoDb.start()) {
            dynamo.createTable("rules", "id:S");
            dynamo.createTable("alert-history", "alert_id:S", "revision:N");
            dynamo.createTable("processed-quotes", "symbol:S", "timestamp:S");
            dynamo.put("rules", rule("first", "quote.price > 1"));
            dynamo.put("rules", rule("wrong", "quote.prize > 1"));
            StreamExecutionEnvironment environment = define(configuration(dynamo, sandbox, redis));
            JobClient job = environment.executeAsync();

            await("an alert of a rule of the table")
                    .atMost(LIMIT)
                    .until(() -> rulesOfAlerts(dynamo).contains("first"));
            dynamo.put("rules", rule("second", "quote.price > 2"));
            await("an alert of a rule that came later")
                    .atMost(LIMIT)
                    .until(() -> rulesOfAlerts(dynamo).contains("second"));
            job.cancel().get();

            assertThat(rulesOfAlerts(dynamo)).containsOnly("first", "second");
            assertThat(dynamo.items("processed-quotes"))
                    .extracting(item -> item.path("symbol").path("S").asText())
                    .contains("AAPL", "MSFT");
        }
    }

    @Test
    void shouldSayInOneSentenceThatTheTableOfRulesCannotBeRead() throws IOException {
        try (SandboxDynamoDb dynamo = SandboxDynamoDb.start()) {
            ApplicationConfiguration configuration =
                    aws(Configurations.of(directory), dynamo).build();

            assertThatThrownBy(() -> define(configuration))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "Rules: dynamodb:rules: could not be read: there is no such table in"
                                    + " eu-central-1");
        }
    }

    private static Set<String> rulesOfAlerts(SandboxDynamoDb dynamo) {
        return dynamo.items("alert-history").stream()
                .map(DynamoDbJobTest::rule)
                .collect(Collectors.toSet());
    }

    private static String rule(JsonNode item) {
        return item.path("alert_type").path("S").asText();
    }

    /** As a person would keep it: the rule as JSON, and who wrote it. */
    private static String rule(String id, String enter) {
        return "{\"id\":{\"S\":\""
                + id
                + "\"},\"rule\":{\"S\":\"{\\\"enter\\\":\\\""
                + enter
                + "\\\"}\"},\"owner\":{\"S\":\"desk\"}}";
    }

    private ApplicationConfiguration configuration(
            SandboxDynamoDb dynamo, Sandbox sandbox, SandboxRedis redis) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), SandboxConfig.DEFAULT_API_KEY);
        return aws(Configurations.of(directory, sandbox, redis), dynamo)
                .with("Bavest", "api.key", "file:" + key)
                .with("BavestQuotes", "schedule.interval", "100 ms")
                .with("DynamoDb", "alerts.table", "alert-history")
                .with("DynamoDb", "quotes.table", "processed-quotes")
                .build();
    }

    private Configurations aws(Configurations configurations, SandboxDynamoDb dynamo)
            throws IOException {
        Path secret = Files.writeString(directory.resolve("aws"), "test");
        return configurations
                .with("Application", "pipelines", "signals;alerts")
                .with("Rules", "built-in", "false")
                .with("Rules", "dynamodb.table", "rules")
                .with("Rules", "poll.interval", "1 s")
                .with("Aws", "credentials", "static")
                .with("Aws", "access.key.id", "file:" + secret)
                .with("Aws", "secret.access.key", "file:" + secret)
                .with("Aws", "dynamodb.endpoint", dynamo.endpoint().toString());
    }

    private static StreamExecutionEnvironment define(ApplicationConfiguration configuration)
            throws IOException {
        StreamExecutionEnvironment environment =
                Environments.create(configuration.group(Groups.LOCAL));
        new Application(configuration).define(environment);
        return environment;
    }
}
