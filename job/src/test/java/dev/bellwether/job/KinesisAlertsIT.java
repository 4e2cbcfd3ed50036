// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.kinesis.KinesisRecord;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two applications, each the application jar in a JVM of its own: one makes alerts of recorded
 * quotes and publishes them on Kinesis, the other tells a chat of them, is killed (SIGKILL) and
 * started again. Meanwhile everything comes a second time, and what is no alert.
 */
class KinesisAlertsIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String SYMBOLS = "AMD;GE;NFLX;NVDA;TWTR;AAPL";
    private static final String SENT = "financial_anomaly:TSLA:1742637598250";

    /** The emulator gives wrong times in CBOR. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "BAVEST_API_KEY",
                    SandboxConfig.DEFAULT_API_KEY,
                    "AWS_CBOR_DISABLE",
                    "true",
                    "CBOR_ENABLED",
                    "false",
                    // the consumer's state, as ./bellwether does it
                    "JDK_JAVA_OPTIONS",
                    "--add-opens=java.base/java.util=ALL-UNNAMED");

    @TempDir Path directory;

    private final List<String> keys = new CopyOnWriteArrayList<>();

    @Test
    void shouldTellEachAlertOfAnotherApplicationOnceThroughRepetitionsAndAKill() throws Exception {
        HttpServer chat =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/", this::answer);
        chat.start();
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(100))
                        .start(LocalDate.of(2018, 10, 1))
                        .symbols(List.of(SYMBOLS.split(";")))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config);
                SandboxRedis redis = SandboxRedis.start();
                SandboxKinesis kinesis = SandboxKinesis.kinesalite()) {
            SandboxStream stream = kinesis.createStream("alerts", 2);
            Configurations telling = telling(kinesis, chat);
            try (JobProcess maker =
                            JobProcess.start(
                                    directory, making(sandbox, redis, kinesis), ENVIRONMENT);
                    JobProcess teller = JobProcess.start(directory, telling, ENVIRONMENT)) {
                stream.put("garbage", "no alert at all");
                stream.put(
                        "TSLA",
                        "{\"alert_type\":\"financial_anomaly\",\"symbol\":\"TSLA\","
                                + "\"anomalies\":[\"extreme_price_change_12.50%\"],"
                                + "\"derived_metrics\":{\"price_change_percent\":12.5},"
                                + "\"detected_at\":\"2025-03-22T09:59:58.250000\"}");
                await("alerts told before the kill")
                        .atMost(LIMIT)
                        .until(() -> told().size() >= 5 && told().contains(SENT));
                await("a dead letter")
                        .atMost(LIMIT)
                        .until(() -> deadLetters().contains("no alert at all"));
                teller.kill();
                await("more alerts")
                        .atMost(LIMIT)
                        .until(() -> fired(stream).size() >= told().size() + 5);
                maker.kill();
            }
            Set<String> fired = fired(stream);
            for (KinesisRecord record : stream.readAll()) {
                stream.put(record.partitionKey(), record.data());
            }
            telling.with(
                    "Local",
                    "restore.from",
                    JobProcess.newestCheckpoint(directory.resolve("b/checkpoints"))
                            .orElseThrow()
                            .toString());
            try (JobProcess teller = JobProcess.start(directory, telling, ENVIRONMENT)) {
                await("all that fired told").atMost(LIMIT).until(() -> told().containsAll(fired));
                await("all repetitions read")
                        .atMost(LIMIT)
                        .until(() -> deadLetters().split("no alert at all", -1).length == 3);
                teller.kill();
            }
            assertThat(told()).containsAll(fired).contains(SENT);
        } finally {
            chat.stop(0);
        }

        // Again comes only what was on its way when the job was killed.
        assertThat(keys.size() - new TreeSet<>(keys).size()).isLessThanOrEqualTo(1);
        assertThat(keys).allMatch(key -> key.matches("DISCORD/[a-z_-]+:[A-Z]+:\\d+/\\d+"));
        assertThat(deadLetters())
                .contains("\"source\":\"kinesis:alerts\"", "\"partition\":\"shardId-");
    }

    /** Identities of the alerts that people were told of. */
    private Set<String> told() {
        return keys.stream()
                .map(key -> key.substring(key.indexOf('/') + 1, key.lastIndexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Identities of the alerts that were published as firing. */
    private static Set<String> fired(SandboxStream stream) throws IOException {
        Set<String> fired = new TreeSet<>();
        for (KinesisRecord record : stream.readAll()) {
            if (record.text().contains("\"state\":\"firing\"")) {
                JsonNode alert = Json.mapper().readTree(record.data());
                assertThat(record.partitionKey())
                        .isEqualTo(
                                alert.path("rule").asText() + "|" + alert.path("symbol").asText());
                fired.add(alert.path("id").asText());
            }
        }
        return fired;
    }

    private String deadLetters() throws IOException {
        return KeptFiles.text(directory.resolve("b/files/dead-letters"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        keys.add(MessageKey.of(exchange.getRequestBody().readAllBytes()));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Configurations making(Sandbox sandbox, SandboxRedis redis, SandboxKinesis kinesis)
            throws IOException {
        return aws(Configurations.of(directory.resolve("a"), sandbox, redis), kinesis)
                .with("Application", "pipelines", "signals;alerts")
                .with("BavestQuotes", "symbols", SYMBOLS)
                .with("BavestQuotes", "schedule.interval", "100 ms")
                .with("BavestQuotes", "emit.unchanged", "false")
                .with("Bavest", "requests.per.second", "200")
                .with("KinesisAlerts", "publish.stream", "alerts")
                .with("Local", "checkpoint.interval", "200 ms");
    }

    private Configurations telling(SandboxKinesis kinesis, HttpServer chat) throws IOException {
        Path webhook =
                Files.writeString(
                        directory.resolve("webhook"),
                        "http://127.0.0.1:" + chat.getAddress().getPort() + "/hook");
        return aws(Configurations.alertsAlone(directory.resolve("b")), kinesis)
                .with("KinesisAlerts", "start.position", "trim_horizon")
                .with("KinesisAlerts", "poll.interval", "200 ms")
                .with("Notifications", "channels", "discord")
                .with("Notifications", "severity", "INFO")
                .with("Notifications", "discord.webhook", "file:" + webhook)
                .with("Notifications", "limit.per.hour", "1000")
                .with("Notifications", "limit.critical.per.hour", "1000")
                .with("Files", "roll.on-checkpoint", "true")
                .with("Local", "checkpoint.interval", "200 ms");
    }

    private Configurations aws(Configurations configurations, SandboxKinesis kinesis)
            throws IOException {
        Path secret = Files.writeString(directory.resolve("aws"), "test");
        return configurations
                .with("Aws", "region", SandboxKinesis.REGION)
                .with("Aws", "credentials", "static")
                .with("Aws", "access.key.id", "file:" + secret)
                .with("Aws", "secret.access.key", "file:" + secret)
                .with("Aws", "kinesis.endpoint", kinesis.endpoint().toString());
    }
}
