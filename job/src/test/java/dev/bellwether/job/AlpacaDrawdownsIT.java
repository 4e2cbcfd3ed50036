// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.alpaca.AlpacaConfig;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * The application jar in a process of its own, polling a whole universe day by day. The last
 * recorded session is shown as the last that closed.
 */
class AlpacaDrawdownsIT {

    private static final int LAST = Recordings.load().sessionCount() - 1;
    private static final int LOOKBACK = 6;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir Path directory;

    /** A tenth of 429, a twentieth of 50x, and two in a hundred that never answer. */
    @Test
    void shouldRankAtItsDeadlineWhatAFaultyProviderGives() throws Exception {
        List<String> universe = recorded(98);
        universe.add(40, "POISON");
        universe.add(70, "ZZZZQ");
        AlpacaConfig alpaca =
                AlpacaConfig.builder()
                        .poison("POISON")
                        .holding("AAPL", "10", "50")
                        .holding("AMZN", "1", "300")
                        .holding("BAC", "10", "10")
                        .holding("BA", "10", "100")
                        .holding("XOM", "-10", "150")
                        .holding("GE", "10", "20")
                        .build();
        try (Sandbox sandbox = sandbox(alpaca, "too-many-requests=0.10", "server-error=0.05");
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                JobProcess job =
                        start(
                                configuration(directory, sandbox, redis, universe)
                                        .with("AlpacaPositions", "account", "main")
                                        .with("AlpacaBars", "chunk.size", "10")
                                        .with("AlpacaBars", "schedule.cron", "0/5 * * * * ?")
                                        .with("AlpacaBars", "schedule.trading-days.only", "false")
                                        .with("Ranking", "deadline", "10 s"),
                                sandbox)) {
            String newest = "t:drawdowns:" + sandbox.alpacaDate(LAST);
            await().atMost(LIMIT).until(() -> jedis.exists(newest));

            JsonNode ranking = Json.mapper().readTree(jedis.get("t:drawdowns:latest"));
            assertThat(ranking.path("session_date").asText())
                    .isEqualTo(sandbox.alpacaDate(LAST).toString());
            assertThat(ranking.path("closed_by").asText()).isEqualToIgnoringCase("deadline");
            assertThat(ranking.path("coverage_percent").asDouble()).isEqualTo(98);
            assertThat(ranking.path("missing").findValuesAsText("symbol"))
                    .containsExactly("POISON", "ZZZZQ");
            assertDepths(jedis, universe);

            await().atMost(LIMIT)
                    .until(
                            () ->
                                    text("operational-events").contains("take-profit")
                                            && text("operational-events")
                                                    .contains("ranking-incomplete"));
            assertThat(text("operational-events"))
                    .contains("coverage 98.0 % (98 of 100)")
                    .contains("POISON (HTTP 400")
                    .contains("ZZZZQ (no bar)");
            await().atMost(LIMIT).until(() -> rows().size() >= 98 * LOOKBACK);
            assertThat(rows()).hasSize(98 * LOOKBACK).doesNotHaveDuplicates();

            assertThat(jedis.get("t:take_profit:main")).contains("\"reached\":true");
            assertThat(jedis.get("t:portfolio:main")).contains("\"symbol\":\"XOM\"");
            assertThat(text("portfolio")).contains(",XOM,-10,150.0,69.78,53.48,");
            assertThat(sandbox.stats().faults().keySet())
                    .containsExactlyInAnyOrder("too-many-requests", "server-error");
            assertThat(sandbox.stats().lastDefect()).isNull();
            assertThat(job.isAlive()).isTrue();
        }
    }

    /** Nothing but 503: no ranking, and somebody is told, in the log and in the files. */
    @Test
    void shouldCallATotalOutageAFailure() throws Exception {
        List<String> universe = recorded(20);
        try (Sandbox sandbox = sandbox(AlpacaConfig.builder().build(), "service-unavailable=1");
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                JobProcess job =
                        start(
                                configuration(directory, sandbox, redis, universe)
                                        .with("Ranking", "deadline", "3 s"),
                                sandbox)) {
            await().atMost(LIMIT).until(() -> text("operational-events").contains("outage"));

            assertThat(text("operational-events"))
                    .contains("\"severity\":\"critical\"")
                    .contains("not one of 20 symbols has a bar; the polls failed: ");
            assertThat(job.log()).contains("ERROR").contains("There is no ranking of ");
            assertThat(jedis.exists("t:drawdowns:latest")).isFalse();
            assertThat(job.isAlive()).isTrue();
        }
    }

    /** Killed twice when some but not all of a session have come; then once more from nothing. */
    @Test
    void shouldKeepOneRowPerSymbolAndSessionWhenItIsKilledWhilePolling() throws Exception {
        List<String> universe = recorded(60);
        try (Sandbox sandbox = sandbox(AlpacaConfig.builder().build());
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            Configurations configuration =
                    configuration(directory, sandbox, redis, universe)
                            .with("AlpacaBars", "chunk.size", "3")
                            .with("Alpaca", "requests.per.minute", "120");
            JobProcess job = start(configuration, sandbox);
            int seen = 0;
            for (int kill = 0; kill < 2; kill++) {
                int before = seen;
                await().atMost(LIMIT).until(() -> symbols(jedis) > before + 6);
                // until a checkpoint knows of them
                int checkpoints = checkpointNumber();
                await().atMost(LIMIT).until(() -> checkpointNumber() > checkpoints + 1);
                seen = symbols(jedis);
                job.kill();
                assertThat(seen).isBetween(before + 1, universe.size() - 1);
                configuration.with(
                        "Local",
                        "restore.from",
                        JobProcess.newestCheckpoint(directory.resolve("checkpoints"))
                                .orElseThrow()
                                .toString());
                job = start(configuration, sandbox);
            }
            await().atMost(LIMIT).until(() -> rows().size() >= 60 * LOOKBACK);
            job.kill();
            List<String> rows = rows();
            assertThat(rows).hasSize(60 * LOOKBACK).doesNotHaveDuplicates();
            assertThat(keys(rows)).doesNotHaveDuplicates();

            Path again = Files.createDirectory(directory.resolve("again"));
            Configurations second =
                    configuration(again, sandbox, redis, universe)
                            .with("Redis", "key.prefix", "again")
                            .with("Files", "directory", directory.resolve("files").toString());
            try (JobProcess other = start(second, sandbox)) {
                await().atMost(LIMIT).until(() -> jedis.exists("again:drawdowns:latest"));
                other.kill();
            }
            assertThat(rows()).containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    /** A range of days by the same source, to its end. */
    @Test
    void shouldFillARangeAndEnd() throws Exception {
        List<String> universe = recorded(30);
        try (Sandbox sandbox = sandbox(AlpacaConfig.builder().build());
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                JobProcess job =
                        start(
                                configuration(directory, sandbox, redis, universe)
                                        .with(
                                                "AlpacaBars",
                                                "range.from",
                                                sandbox.alpacaDate(LAST - 99).toString())
                                        .with(
                                                "AlpacaBars",
                                                "range.to",
                                                sandbox.alpacaDate(LAST).toString()),
                                sandbox)) {
            assertThat(job.exitCode()).as(job.output()).isZero();

            assertThat(rows()).hasSize(30 * 100).doesNotHaveDuplicates();
            assertThat(keys(rows())).doesNotHaveDuplicates();
            assertDepths(jedis, universe);
        }
    }

    private static List<String> recorded(int count) {
        Recordings recordings = Recordings.load();
        return recordings.symbols().stream()
                .filter(symbol -> recordings.bars(symbol).size() == recordings.sessionCount())
                .filter(symbol -> !symbol.contains("."))
                .limit(count)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Sandbox sandbox(AlpacaConfig alpaca, String... faults) {
        SandboxConfig.Builder config =
                SandboxConfig.builder()
                        .start(Recordings.load().session(LAST))
                        .seed(7)
                        .alpaca(alpaca);
        Arrays.stream(faults).map(FaultRule::parse).forEach(config::fault);
        return Sandbox.start(config.build());
    }

    private static Configurations configuration(
            Path home, Sandbox sandbox, SandboxRedis redis, List<String> universe)
            throws IOException {
        Path list = Files.write(home.resolve("universe"), universe);
        return Configurations.drawdowns(home)
                .with("Drawdowns", "feeds", "alpaca")
                .with("Drawdowns", "universe.file", list.toString())
                .with("Alpaca", "data.base.url", sandbox.alpacaUrl().toString())
                .with("Alpaca", "trading.base.url", sandbox.alpacaUrl().toString())
                .with("Alpaca", "api.key.id", "env:APCA_API_KEY_ID")
                .with("Alpaca", "api.key.secret", "env:APCA_API_SECRET_KEY")
                .with("Alpaca", "requests.per.minute", "6000")
                .with("Http", "backoff.initial", "20 ms")
                .with("Http", "backoff.max", "200 ms")
                .with("Redis", "nodes", redis.address())
                .with("Redis", "key.prefix", "t")
                .with("Files", "roll.on-checkpoint", "true")
                .with("Local", "checkpoint.interval", "200 ms");
    }

    private JobProcess start(Configurations configuration, Sandbox sandbox) throws IOException {
        return JobProcess.start(
                directory,
                configuration,
                Map.of(
                        "APCA_API_KEY_ID", sandbox.apiKey(),
                        "APCA_API_SECRET_KEY", sandbox.apiKey()));
    }

    /** Each depth by a plain loop over the recorded bars. */
    private static void assertDepths(Jedis jedis, List<String> universe) throws IOException {
        for (String symbol : universe) {
            if (!Recordings.load().hasBars(symbol)) {
                continue;
            }
            DailyBars bars = Recordings.load().bars(symbol);
            double peak = 0;
            for (int i = bars.size() - 180; i < bars.size(); i++) {
                peak = Math.max(peak, bars.high(i));
            }
            double depth = 100 * (bars.close(bars.size() - 1) / peak - 1);
            JsonNode found = Json.mapper().readTree(jedis.get("t:drawdown:" + symbol));
            assertThat(found.path("high_depth_percent").asDouble())
                    .as(symbol)
                    .isCloseTo(depth, within(1e-9 * Math.abs(depth) + 1e-12));
        }
    }

    private static int symbols(Jedis jedis) {
        return jedis.keys("t:drawdown:*").size();
    }

    private int checkpointNumber() throws IOException {
        return JobProcess.newestCheckpoint(directory.resolve("checkpoints"))
                .map(path -> Integer.parseInt(path.getFileName().toString().substring(4)))
                .orElse(0);
    }

    private List<String> rows() throws IOException {
        return KeptFiles.csvRows(directory.resolve("files/drawdowns/csv"));
    }

    private static List<String> keys(List<String> rows) {
        return rows.stream()
                .map(row -> row.split(","))
                .map(cells -> LocalDate.parse(cells[0]) + " " + cells[1])
                .collect(Collectors.toList());
    }

    private String text(String folder) throws IOException {
        return KeptFiles.text(directory.resolve("files").resolve(folder));
    }
}
