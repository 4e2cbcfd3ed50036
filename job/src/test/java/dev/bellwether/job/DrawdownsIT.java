// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The application jar in a process of its own, files of recorded bars in, rankings out. */
class DrawdownsIT {

    private static final List<String> SYMBOLS = RecordedBars.SYMBOLS;
    private static final int SESSIONS = 90;
    private static final int WARM_FROM = 29;

    @TempDir Path directory;

    /** Killed twice in the middle of a session; once more, from nothing, over what is there. */
    @Test
    void shouldKeepOneRowPerSymbolAndSession() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            Path calm = run(redis, "calm");
            Path home = Files.createDirectory(directory.resolve("killed"));
            Path bars = Files.createDirectory(home.resolve("bars"));
            Configurations configuration =
                    configuration(home, bars, redis, "killed")
                            .with("BarFiles", "poll.interval", "1 s");
            JobProcess job = JobProcess.start(home, configuration, Map.of());
            int[] ends = {40 * SYMBOLS.size() + 7, 65 * SYMBOLS.size() + 3};
            int from = 0;
            for (int end : ends) {
                RecordedBars.drop(bars, from, end);
                from = end;
                String last = RecordedBars.session(end / SYMBOLS.size() - 1);
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> Files.isDirectory(csv(home).resolve("session=" + last)));
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () ->
                                        !KeptFiles.csvRows(csv(home).resolve("session=" + last))
                                                .isEmpty());
                job.kill();
                configuration.with(
                        "Local",
                        "restore.from",
                        JobProcess.newestCheckpoint(home.resolve("checkpoints"))
                                .orElseThrow()
                                .toString());
                job = JobProcess.start(home, configuration, Map.of());
            }
            RecordedBars.drop(bars, from, SESSIONS * SYMBOLS.size());
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> KeptFiles.csvRows(csv(home)).size() >= rows());
            job.kill();

            List<String> expected = KeptFiles.csvRows(csv(calm));
            assertThat(expected).hasSize(rows()).doesNotHaveDuplicates();
            assertThat(KeptFiles.csvRows(csv(home))).containsExactlyInAnyOrderElementsOf(expected);

            // a second run of all days, from nothing, adds nothing
            finish(configuration(home, bars, redis, "again"), home);
            assertThat(KeptFiles.csvRows(csv(home))).containsExactlyInAnyOrderElementsOf(expected);
            JsonNode latest = Json.mapper().readTree(jedis.get("again:drawdowns:latest"));
            assertThat(latest.path("session_date").asText())
                    .isEqualTo(RecordedBars.session(SESSIONS - 1));
            assertThat(latest.at("/top/0/rank").asInt()).isEqualTo(1);
            assertThat(jedis.exists("again:drawdown:AAPL")).isTrue();
        }
    }

    private Path run(SandboxRedis redis, String name) throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve(name));
        Path bars = Files.createDirectory(home.resolve("bars"));
        RecordedBars.drop(bars, 0, SESSIONS * SYMBOLS.size());
        finish(configuration(home, bars, redis, name), home);
        return home;
    }

    private static void finish(Configurations configuration, Path home)
            throws IOException, InterruptedException {
        JobProcess job = JobProcess.start(home, configuration, Map.of());
        assertThat(job.exitCode()).as(job.output()).isZero();
    }

    private static Configurations configuration(
            Path home, Path bars, SandboxRedis redis, String prefix) throws IOException {
        Path universe = Files.write(home.resolve("universe"), SYMBOLS);
        return Configurations.drawdowns(home)
                .with("BarFiles", "path", bars.toString())
                .with("Drawdowns", "universe.file", universe.toString())
                .with("Redis", "nodes", redis.address())
                .with("Redis", "key.prefix", prefix)
                .with("Local", "checkpoint.interval", "200 ms");
    }

    private static int rows() {
        return SYMBOLS.size() * (SESSIONS - WARM_FROM);
    }

    private static Path csv(Path home) {
        return home.resolve("files").resolve("drawdowns").resolve("csv");
    }
}
