// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.benchmarks.pipeline.ReplacedDesign;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Purpose;
import dev.bellwether.benchmarks.pipeline.source.Player;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.benchmarks.pipeline.tape.TapeMaker;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sinks.redis.RedisEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Whoever is measured against the pipeline must do the same: for the same tape its documents have
 * the same figures.
 */
class SameFiguresTest {

    private static final int SYMBOLS = 20;
    private static final int QUOTES = 800;

    /** What neither SQL nor Python is asked for. */
    private static final Set<String> SIGNAL =
            Set.of(
                    "signal_strength_class",
                    "signal_confidence",
                    "signal_direction",
                    "pe_category",
                    "valuation_signal");

    private static final Set<String> NOT_IN_SQL =
            Set.of("median_price", "median_volume", "trend", "volatility_band");

    @TempDir static Path folder;

    private static SandboxRedis redis;
    private static Jedis jedis;
    private static Tape tape;
    private static Map<String, JsonNode> expected;

    @BeforeAll
    static void playThePipeline() throws Exception {
        redis = SandboxRedis.start();
        jedis = new Jedis(redis.host(), redis.port());
        tape = TapeMaker.make(SYMBOLS, Keys.IN_TURN, QUOTES);
        tape.write(folder.resolve("tape"));
        Turn turn = play(Kind.SIGNALS, Purpose.RATE, Orders.records(QUOTES));
        assertThat(turn.events).isEqualTo(QUOTES);
        expected = documents(QUOTES);
    }

    @AfterAll
    static void stop() {
        jedis.close();
        redis.close();
    }

    private static Turn play(Kind kind, Purpose purpose, Orders orders) throws Exception {
        jedis.flushAll();
        JobSettings settings = new JobSettings(kind, Backend.HEAP, 2);
        Player player = Player.load(tape);
        Path checkpoints = Files.createTempDirectory(folder, "checkpoints");
        StreamExecutionEnvironment environment =
                JobCluster.create(settings, checkpoints.toUri().toString());
        RedisEndpoint endpoint = RedisEndpoint.single(redis.host(), redis.port()).build();
        Jobs.define(environment, settings, purpose, endpoint);
        JobRun job = JobRun.start(environment, settings, player, checkpoints);
        try {
            return job.run(orders);
        } finally {
            job.cancel();
        }
    }

    /** The statistics in each quote's document, by its key. */
    private static Map<String, JsonNode> documents(int least) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> recordKeys().size() >= least);
        Map<String, JsonNode> documents = new TreeMap<>();
        for (String key : recordKeys()) {
            documents.put(key, analytics(jedis.get(key)));
        }
        return documents;
    }

    private static Set<String> recordKeys() {
        Set<String> keys = new TreeSet<>(jedis.keys("bavest:*:*"));
        keys.removeIf(key -> key.matches("bavest:(latest|analytics|pe_ratio):.*"));
        return keys;
    }

    private static JsonNode analytics(String document) {
        try {
            return Json.mapper().readTree(document).get("analytics");
        } catch (IOException e) {
            throw new AssertionError(document, e);
        }
    }

    /** Every figure that both have is the same; returns the fields that were compared. */
    private static Set<String> compare(Map<String, JsonNode> documents) {
        Set<String> compared = new TreeSet<>();
        documents.forEach(
                (key, analytics) -> {
                    JsonNode ours = expected.get(key);
                    assertThat(ours).as(key).isNotNull();
                    for (Iterator<String> names = analytics.fieldNames(); names.hasNext(); ) {
                        String name = names.next();
                        if (SIGNAL.contains(name) || !ours.has(name)) {
                            continue;
                        }
                        compared.add(name);
                        compare(key + " " + name, analytics.get(name), ours.get(name));
                    }
                });
        return compared;
    }

    private static void compare(String what, JsonNode other, JsonNode ours) {
        if (ours.isNumber()) {
            double value = ours.asDouble();
            // P/E is rounded to cents by us and not by SQL.
            double tolerance = what.endsWith("pe_ratio") ? 0.0051 : 1e-6 * Math.abs(value) + 1e-8;
            assertThat(other.asDouble()).as(what).isCloseTo(value, within(tolerance));
        } else {
            assertThat(other.asText()).as(what).isEqualTo(ours.asText());
        }
    }

    private static Set<String> fieldsOf(JsonNode analytics) {
        Set<String> fields = new TreeSet<>();
        analytics.fieldNames().forEachRemaining(fields::add);
        fields.removeAll(SIGNAL);
        return fields;
    }

    private static Set<String> ourFields() {
        Set<String> fields = new TreeSet<>();
        expected.values().forEach(analytics -> fields.addAll(fieldsOf(analytics)));
        return fields;
    }

    @Test
    void shouldHaveTheSameFiguresInSqlApartFromWhatItCannotSay() throws Exception {
        play(Kind.SQL, Purpose.RATE, Orders.records(QUOTES));

        // The very last quotes wait for the time to go on.
        Set<String> compared = compare(documents(QUOTES * 99 / 100));

        Set<String> all = ourFields();
        all.removeAll(NOT_IN_SQL);
        assertThat(compared).isEqualTo(all);
    }

    @Test
    void shouldHaveTheSameFiguresInTheReplacedDesign() throws Exception {
        jedis.flushAll();

        double[] result =
                ReplacedDesign.play(
                        script(),
                        redis.host(),
                        redis.port(),
                        folder.resolve("tape"),
                        "0",
                        "60",
                        Integer.toString(QUOTES));

        assertThat(result[0]).isEqualTo(QUOTES);
        assertThat(compare(documents(QUOTES))).isEqualTo(ourFields());
    }

    @Test
    void shouldPassThroughAsManyCommandsOfTheSameKindsAndFields() throws Exception {
        Set<String> keys = new TreeSet<>();
        play(Kind.SIGNALS, Purpose.RATE, Orders.records(QUOTES));
        documents(QUOTES);
        keys.addAll(jedis.keys("*"));

        play(Kind.PASS_THROUGH, Purpose.RATE, Orders.records(QUOTES));

        Map<String, JsonNode> documents = documents(QUOTES);
        assertThat(new TreeSet<>(jedis.keys("*"))).isEqualTo(keys);
        Set<String> withRatio = ourFields();
        Set<String> withoutRatio = ourFields();
        withoutRatio.remove("pe_ratio");
        documents.forEach(
                (key, analytics) ->
                        assertThat(fieldsOf(analytics))
                                .isEqualTo(
                                        expected.get(key).has("pe_ratio")
                                                ? withRatio
                                                : withoutRatio));
    }

    @Test
    void shouldMeasureLatenciesAtAFixedRate() throws Exception {
        Turn turn = play(Kind.SIGNALS, Purpose.LATENCY, Orders.paced(QUOTES, 400));

        // Two seconds of input: nobody can have waited less than not at all, nor an hour.
        assertThat(turn.events).isEqualTo(QUOTES);
        assertThat(turn.p50Millis).isBetween(0, 60_000);
        assertThat(turn.p99Millis).isBetween(turn.p50Millis, turn.maxMillis);
        assertThat(turn.maxMillis).isPositive();
        assertThat(turn.perSecond).isLessThan(800);
    }

    @Test
    void shouldWeighTheStateOfEverySymbol() throws Exception {
        Turn turn = play(Kind.SIGNALS, Purpose.STATE, Orders.stateSize(QUOTES));

        // The screen and the window of 20 full windows, and what a savepoint has around them.
        assertThat(turn.stateBytes).isBetween(SYMBOLS * 678L, SYMBOLS * 1_000L + 60_000);
    }

    private static Path script() {
        for (Path at = Paths.get("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("benchmarks/src/main/python/replaced_design.py");
            if (Files.exists(script)) {
                return script;
            }
        }
        throw new AssertionError("no script above " + Paths.get("").toAbsolutePath());
    }
}
