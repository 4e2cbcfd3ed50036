// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application jar against a provider that replays recorded quotes and a chat that does not take
 * every message at once; killed (SIGKILL) and started again in between.
 */
class AlertsIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String SECRET = "s3cr3t-token";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("BAVEST_API_KEY", SandboxConfig.DEFAULT_API_KEY);

    @TempDir Path directory;

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void shouldTellEachAlertOnceThroughTroubleAndAKill() throws Exception {
        HttpServer chat =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/", this::answer);
        chat.start();
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(100))
                        .start(LocalDate.of(2018, 10, 1))
                        .symbols(List.of("AMD", "GE", "NFLX", "NVDA", "TWTR", "AAPL"))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config);
                SandboxRedis redis = SandboxRedis.start()) {
            Configurations configuration = configuration(sandbox, redis, chat);
            try (JobProcess job = JobProcess.start(directory, configuration, ENVIRONMENT)) {
                await().atMost(LIMIT).until(() -> distinct() >= 5);
                job.kill();
                assertThat(job.output()).doesNotContain(SECRET);
            }
            configuration.with(
                    "Local",
                    "restore.from",
                    JobProcess.newestCheckpoint(directory.resolve("checkpoints"))
                            .orElseThrow()
                            .toString());
            int before = distinct();
            try (JobProcess job = JobProcess.start(directory, configuration, ENVIRONMENT)) {
                await().atMost(LIMIT).until(() -> distinct() >= before + 5);
                assertThat(job.output()).doesNotContain(SECRET);
            }
        } finally {
            chat.stop(0);
        }

        // Again comes only what was on its way when the job was killed.
        assertThat(keys.size() - distinct()).isLessThanOrEqualTo(2);
        assertThat(keys).allMatch(key -> key.matches("DISCORD/[a-z-]+:[A-Z]+:\\d+/\\d+"));
    }

    private int distinct() {
        return (int) keys.stream().distinct().count();
    }

    /** Limits the second request, fails the fourth, and takes the others. */
    private void answer(HttpExchange exchange) throws IOException {
        String key = MessageKey.of(exchange.getRequestBody().readAllBytes());
        int number = requests.incrementAndGet();
        int status = number == 2 ? 429 : number == 4 ? 500 : 200;
        if (status == 200) {
            keys.add(key);
        }
        byte[] body = "{\"retry_after\":0.2}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Configurations configuration(Sandbox sandbox, SandboxRedis redis, HttpServer chat)
            throws IOException {
        Path webhook =
                Files.writeString(
                        directory.resolve("webhook"),
                        "http://127.0.0.1:" + chat.getAddress().getPort() + "/" + SECRET);
        return Configurations.of(directory, sandbox, redis)
                .with("Application", "pipelines", "signals;alerts")
                .with(
                        "BavestQuotes",
                        "symbols",
                        sandbox.recordings().symbols().stream()
                                .filter(
                                        List.of("AMD", "GE", "NFLX", "NVDA", "TWTR", "AAPL")
                                                ::contains)
                                .collect(Collectors.joining(";")))
                .with("BavestQuotes", "schedule.interval", "100 ms")
                .with("BavestQuotes", "emit.unchanged", "false")
                .with("Bavest", "requests.per.second", "200")
                .with("Notifications", "channels", "discord")
                .with("Notifications", "discord.webhook", "file:" + webhook)
                .with("Notifications", "limit.per.hour", "1000")
                .with("Notifications", "limit.critical.per.hour", "1000")
                .with("Files", "roll.on-checkpoint", "true")
                .with("Local", "checkpoint.interval", "200 ms");
    }
}
