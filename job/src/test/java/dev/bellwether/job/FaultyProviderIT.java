// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.demo.Proof;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.recordings.Universe;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A provider that answers 10 % with 429, 5 % with 500 and 1 % with garbage changes no value. */
class FaultyProviderIT {

    private static final int SYMBOLS = 50;
    private static final int SESSIONS = 24;

    @TempDir Path directory;

    @Test
    void shouldComputeTheSameValuesAsWithoutFaults() throws IOException {
        List<String> symbols = Universe.largest(Recordings.load(), SYMBOLS);
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(100))
                        .symbols(symbols)
                        .sessions(SESSIONS)
                        .seed(11)
                        .fault(FaultRule.parse("too-many-requests=0.10"))
                        .fault(FaultRule.parse("server-error=0.05"))
                        .fault(FaultRule.parse("malformed=0.01"))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config);
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                JobProcess job =
                        JobProcess.start(
                                directory,
                                Configurations.of(directory, sandbox, redis)
                                        .with("Bavest", "requests.per.second", "1000")
                                        .with("Bavest", "max.concurrent.requests", "8")
                                        .with("BavestQuotes", "symbols", String.join(";", symbols))
                                        .with("BavestQuotes", "schedule.interval", "100 ms")
                                        .with("BavestQuotes", "parallelism", "2")
                                        .with("BavestQuotes", "emit.unchanged", "false")
                                        .with("Http", "backoff.initial", "20 ms")
                                        .with("Http", "backoff.max", "200 ms"),
                                Map.of("BAVEST_API_KEY", SandboxConfig.DEFAULT_API_KEY))) {
            int last = sandbox.clock().span().last;
            long due = sandbox.recordings().closeSeconds(last) * 1000;
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(
                            () -> {
                                for (String symbol : symbols) {
                                    assertThat(eventTime(jedis, symbol)).as(symbol).isEqualTo(due);
                                }
                            });

            Proof proof =
                    new Proof(
                            sandbox.recordings(),
                            sandbox.recordings().session(sandbox.clock().span().first));
            for (String symbol : symbols) {
                assertThat(proof.mistakes(symbol, analytics(jedis, symbol))).as(symbol).isEmpty();
            }
            assertThat(sandbox.clock().abandoned()).isEmpty();
            assertThat(sandbox.stats().faults().values()).hasSize(3).allMatch(count -> count > 0);
            assertThat(job.isAlive()).isTrue();
        }
    }

    private static long eventTime(Jedis jedis, String symbol) throws IOException {
        return analytics(jedis, symbol).path("event_time_millis").asLong();
    }

    private static JsonNode analytics(Jedis jedis, String symbol) throws IOException {
        String text = jedis.get("bavest:analytics:" + symbol);
        return text == null ? Json.mapper().nullNode() : Json.mapper().readTree(text);
    }
}
