// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sinks.files.DeadLetterFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** The application jar, a provider that goes through given steps, a Redis, and a directory. */
final class UpgradeRun implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final SandboxRedis redis = SandboxRedis.start();
    private final ScriptedBavest bavest = new ScriptedBavest();
    private final Configurations configuration;
    private final Jedis jedis = new Jedis(redis.host(), redis.port());
    private JobProcess job;

    UpgradeRun(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        configuration =
                Configurations.of(directory)
                        .with("Bavest", "base.url", bavest.url())
                        .with("Bavest", "api.key", "env:BAVEST_API_KEY")
                        .with("Bavest", "requests.per.second", "1000")
                        .with("BavestQuotes", "symbols", String.join(";", UpgradeSteps.SYMBOLS))
                        .with("BavestQuotes", "chunk.size", "2")
                        .with("BavestQuotes", "schedule.interval", "100 ms")
                        .with("BavestQuotes", "emit.unchanged", "false")
                        // By the wall clock, and savepoints get old.
                        .with("Rolling", "state.ttl", "36500 d")
                        .with("Quality", "state.ttl", "36500 d")
                        .with("Rolling", "window", "10")
                        .with("Files", "roll.on-checkpoint", "true")
                        .with("Redis", "nodes", redis.address())
                        .with("Local", "checkpoint.interval", "200 ms")
                        .with(
                                "Local",
                                "state.backend",
                                System.getProperty("upgrade.state.backend", "HASHMAP"));
    }

    UpgradeRun with(String group, String key, String value) {
        configuration.with(group, key, value);
        return this;
    }

    void start() throws IOException {
        job =
                JobProcess.start(
                        directory,
                        configuration,
                        Map.of("BAVEST_API_KEY", SandboxConfig.DEFAULT_API_KEY));
    }

    /** Shows the job one step after the other, each when it has taken in the last. */
    void play(UpgradeSteps steps, int from, int to) {
        for (int step = from; step < to; step++) {
            bavest.show(steps.answers(step));
            await("step " + step).atMost(LIMIT).until(bavest::isSeen);
        }
    }

    /**
     * Waits for checkpoints in which nothing happened: files are finished then, and the state of
     * their sinks does not hold their names any more.
     */
    void rest() {
        long since = checkpoints();
        await("checkpoints").atMost(LIMIT).until(() -> checkpoints() >= since + 4);
    }

    /** The highest number so far. Older ones are deleted while one looks, which must not matter. */
    private long checkpoints() {
        long highest = 0;
        for (String job : namesIn(directory.resolve("checkpoints"))) {
            for (String name : namesIn(directory.resolve("checkpoints").resolve(job))) {
                if (name.startsWith("chk-")) {
                    highest = Math.max(highest, Long.parseLong(name.substring(4)));
                }
            }
        }
        return highest;
    }

    private static String[] namesIn(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? new String[0] : names;
    }

    /** What readers of the job see. */
    Outputs outputs() throws IOException {
        return new Outputs(redisContents(), lines("bars"), deadLetters());
    }

    private Map<String, String> redisContents() {
        Map<String, String> contents = new TreeMap<>();
        for (String key : jedis.keys("*")) {
            contents.put(
                    key,
                    jedis.type(key).equals("set")
                            ? new TreeSet<>(jedis.smembers(key)).toString()
                            : jedis.get(key));
        }
        return contents;
    }

    /** Without the times at which they arrived and were set aside, which differ from run to run. */
    private List<String> deadLetters() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : lines("dead-letters")) {
            DeadLetter letter = DeadLetterFiles.parse(line);
            texts.add(letter.source + " " + letter.reason + " " + letter.message);
        }
        Collections.sort(texts);
        return texts;
    }

    private List<String> lines(String folder) throws IOException {
        Path below = directory.resolve("files").resolve(folder);
        if (!Files.isDirectory(below)) {
            return new ArrayList<>();
        }
        List<Path> finished;
        try (Stream<Path> files = Files.walk(below)) {
            finished =
                    files.filter(file -> file.toString().endsWith(".jsonl"))
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .collect(Collectors.toList());
        }
        List<String> lines = new ArrayList<>();
        for (Path file : finished) {
            lines.addAll(Files.readAllLines(file, UTF_8));
        }
        Collections.sort(lines);
        return lines;
    }

    @Override
    public void close() {
        if (job != null) {
            job.close();
        }
        jedis.close();
        bavest.close();
        redis.close();
    }

    /** Everything that comes out. */
    static final class Outputs {

        final Map<String, String> redis;
        final List<String> bars;
        final List<String> deadLetters;

        Outputs(Map<String, String> redis, List<String> bars, List<String> deadLetters) {
            this.redis = redis;
            this.bars = bars;
            this.deadLetters = deadLetters;
        }

        /** What of these came after those of an earlier moment; sets of symbols stay. */
        Outputs since(Outputs before) {
            Map<String, String> changed = new TreeMap<>(redis);
            before.redis.forEach(
                    (key, value) -> {
                        if (!key.endsWith(":symbols")) {
                            changed.remove(key, value);
                        }
                    });
            List<String> laterBars = new ArrayList<>(bars);
            before.bars.forEach(laterBars::remove);
            List<String> laterLetters = new ArrayList<>(deadLetters);
            before.deadLetters.forEach(laterLetters::remove);
            return new Outputs(changed, laterBars, laterLetters);
        }

        static Outputs of(JsonNode json) {
            Map<String, String> redis = new TreeMap<>();
            json.path("redis")
                    .properties()
                    .forEach(entry -> redis.put(entry.getKey(), entry.getValue().asText()));
            List<String> bars = new ArrayList<>();
            json.path("bars").forEach(line -> bars.add(line.asText()));
            List<String> deadLetters = new ArrayList<>();
            json.path("dead_letters").forEach(line -> deadLetters.add(line.asText()));
            return new Outputs(redis, bars, deadLetters);
        }

        boolean matches(Outputs other) {
            return redis.equals(other.redis)
                    && bars.equals(other.bars)
                    && deadLetters.equals(other.deadLetters);
        }
    }
}
