// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.clock.ManualClock;
import dev.bellwether.sandbox.demo.Proof;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * The job is killed (SIGKILL) in the middle of a poll, three times, and started again from its last
 * checkpoint at another parallelism; what is in Redis at the end must be what an undisturbed run
 * leaves, byte for byte, and what a recomputation over the recorded bars says.
 */
class KilledJobIT {

    private static final List<String> SYMBOLS =
            List.of(
                    "AAPL", "AMZN", "BAC", "C", "GE", "GOOGL", "IBM", "INTC", "JPM", "KO", "MSFT",
                    "XOM");
    private static final int SESSIONS = 16;
    private static final Set<Integer> KILLS = Set.of(5, 9, 13);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("BAVEST_API_KEY", SandboxConfig.DEFAULT_API_KEY);

    @TempDir Path directory;

    @Test
    void shouldLeaveWhatAnUndisturbedRunLeaves() throws IOException, InterruptedException {
        try (SandboxRedis redis = SandboxRedis.start()) {
            play(redis, "calm", Set.of());
            play(redis, "killed", KILLS);

            try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
                Map<String, String> calm = contents(jedis, "calm");
                assertThat(calm).hasSizeGreaterThan(SYMBOLS.size() * (SESSIONS + 2));
                assertThat(contents(jedis, "killed")).isEqualTo(calm);
            }
        }
    }

    /** Shows the job one session after the other, each when it is through with the last. */
    private void play(SandboxRedis redis, String prefix, Set<Integer> kills)
            throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve(prefix));
        SandboxConfig config =
                SandboxConfig.builder().manual().symbols(SYMBOLS).sessions(SESSIONS).build();
        JobProcess job = null;
        try (Sandbox sandbox = Sandbox.start(config);
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            Configurations configuration =
                    Configurations.of(home, sandbox, redis)
                            .with("BavestQuotes", "symbols", String.join(";", SYMBOLS))
                            .with("BavestQuotes", "chunk.size", "5")
                            .with("BavestQuotes", "schedule.interval", "200 ms")
                            .with("BavestQuotes", "emit.unchanged", "false")
                            .with("BavestQuotes", "parallelism", "2")
                            .with("Bavest", "requests.per.second", "30")
                            .with("Bavest", "max.concurrent.requests", "1")
                            .with("Rolling", "window", "10")
                            .with("Redis", "key.prefix", prefix)
                            .with("Local", "checkpoint.interval", "200 ms");
            job = JobProcess.start(home, configuration, ENVIRONMENT);
            int first = sandbox.clock().span().first;
            for (int i = 0; i < SESSIONS; i++) {
                if (kills.contains(i)) {
                    awaitACheckpoint(home.resolve("checkpoints"));
                }
                if (i > 0) {
                    sandbox.clock().advance(1);
                }
                long due = sandbox.recordings().closeSeconds(first + i);
                if (kills.contains(i)) {
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> arrived(jedis, prefix, due) > 0);
                    job.kill();
                    assertThat(arrived(jedis, prefix, due))
                            .as("symbols of session %d that had arrived at the kill", i)
                            .isLessThan(SYMBOLS.size());
                    configuration
                            .with(
                                    "Local",
                                    "restore.from",
                                    JobProcess.newestCheckpoint(home.resolve("checkpoints"))
                                            .orElseThrow()
                                            .toString())
                            .with("Local", "parallelism", String.valueOf(1 + i % 3));
                    job = JobProcess.start(home, configuration, ENVIRONMENT);
                    awaitAFullPoll((ManualClock) sandbox.clock());
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> arrived(jedis, prefix, due) == SYMBOLS.size());
            }
            // The last keys of the last symbol may still be on their way.
            long[] size = {-1};
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> size[0] == (size[0] = jedis.dbSize()));
            assertAgreesWithARecomputation(sandbox, jedis, prefix);
        } finally {
            if (job != null) {
                job.close();
            }
        }
    }

    /**
     * What was in Redis at the kill does not show that the new job has it: a quote that came after
     * the checkpoint must be asked for again, and the provider only knows that of its present
     * session. A symbol that was served twice since has left the source with the first of them.
     */
    private static void awaitAFullPoll(ManualClock clock) {
        Map<String, Integer> before = new HashMap<>();
        SYMBOLS.forEach(symbol -> before.put(symbol, clock.timesServed("bavest:" + symbol)));
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                SYMBOLS.stream()
                                        .allMatch(
                                                symbol ->
                                                        clock.timesServed("bavest:" + symbol)
                                                                >= before.get(symbol) + 2));
    }

    /**
     * The session before the kill must be in the checkpoint: a provider that has gone on cannot be
     * asked for it again. The first one to come may have begun before its last quote was read.
     */
    private static void awaitACheckpoint(Path checkpoints) {
        Set<Path> seen = new HashSet<>();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            JobProcess.newestCheckpoint(checkpoints).ifPresent(seen::add);
                            return seen.size() > 2;
                        });
    }

    private static long arrived(Jedis jedis, String prefix, long seconds) {
        String[] keys =
                SYMBOLS.stream()
                        .map(symbol -> prefix + ":" + symbol + ":" + seconds)
                        .toArray(String[]::new);
        return jedis.exists(keys);
    }

    private static void assertAgreesWithARecomputation(Sandbox sandbox, Jedis jedis, String prefix)
            throws IOException {
        Proof proof =
                new Proof(
                        sandbox.recordings(),
                        sandbox.recordings().session(sandbox.clock().span().first));
        for (String symbol : SYMBOLS) {
            JsonNode analytics = Json.mapper().readTree(jedis.get(prefix + ":analytics:" + symbol));
            assertThat(analytics.path("ready").asBoolean()).as(symbol).isTrue();
            assertThat(proof.mistakes(symbol, analytics)).as(symbol).isEmpty();
        }
    }

    /** Every key below a prefix, without it, and its value. */
    private static Map<String, String> contents(Jedis jedis, String prefix) {
        Map<String, String> contents = new TreeMap<>();
        for (String key : jedis.keys(prefix + ":*")) {
            String name = key.substring(prefix.length());
            contents.put(
                    name,
                    jedis.type(key).equals("set")
                            ? String.valueOf(new TreeSet<>(jedis.smembers(key)))
                            : jedis.get(key));
        }
        return contents;
    }
}
