// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.pipeline.job.ForkedJob;
import dev.bellwether.benchmarks.pipeline.job.JobSettings;
import dev.bellwether.benchmarks.pipeline.job.Orders;
import dev.bellwether.benchmarks.pipeline.job.Turn;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.benchmarks.pipeline.tape.TapeMaker;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * What all parts share: Redis, the tapes as files, a folder for checkpoints, and what they cost.
 */
final class Stage implements AutoCloseable {

    /** A power of two near half a million; about 200 MB of memory in a job. */
    private static final int TAPE_LENGTH = 1 << 19;

    /** Emptying the server is one command, which takes seconds when there is much to free. */
    private static final int FLUSH_TIMEOUT_MILLIS = 120_000;

    /** About a gigabyte in Redis. */
    private static final long FILL_AT_ONCE = 250_000;

    final PrintStream out;
    final int rounds;
    final double seconds;
    final double warmUpSeconds;
    final RedisCount counted;

    private final List<String> jvmFlags;
    private final SandboxRedis redis = SandboxRedis.start();
    private final Jedis jedis = new Jedis(redis.host(), redis.port(), FLUSH_TIMEOUT_MILLIS);
    private final Path folder = Files.createTempDirectory("bellwether-bench");
    private final Map<String, TapeFile> tapes = new HashMap<>();

    Stage(PrintStream out, int rounds, double seconds, double warmUpSeconds, List<String> jvmFlags)
            throws IOException {
        this.out = out;
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
        this.jvmFlags = jvmFlags;
        this.counted = new RedisCount(jedis);
    }

    String redisHost() {
        return redis.host();
    }

    int redisPort() {
        return redis.port();
    }

    ForkedJob start(JobSettings settings, JobSettings.Purpose purpose, TapeFile tape)
            throws IOException {
        Path checkpoints = Files.createTempDirectory(folder, "checkpoints");
        return ForkedJob.start(
                settings, purpose, jvmFlags, redis.host(), redis.port(), checkpoints, tape.file);
    }

    /** Plays so many records to fill a job's state, and empties Redis from time to time. */
    Turn fill(ForkedJob job, long records) throws IOException {
        Turn last = null;
        for (long rest = records; rest > 0; rest -= FILL_AT_ONCE) {
            counted.reset();
            last = job.run(Orders.records(Math.min(rest, FILL_AT_ONCE)));
        }
        counted.reset();
        return last;
    }

    /** The tape of such an input; made once. */
    TapeFile tape(int symbols, Keys keys) throws IOException {
        String name = keys + "-" + symbols;
        TapeFile made = tapes.get(name);
        if (made == null) {
            // Whole rounds, so that a tape in turn gives every symbol the same number.
            Tape tape = TapeMaker.make(symbols, keys, TAPE_LENGTH / symbols * symbols);
            made = new TapeFile(folder.resolve(name), tape.length(), tape.meanBytes());
            tape.write(made.file);
            tapes.put(name, made);
        }
        return made;
    }

    void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    @Override
    public void close() throws IOException {
        jedis.close();
        redis.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A tape that is ready to be read. */
    static final class TapeFile {

        final Path file;
        final int length;
        final double meanBytes;

        private TapeFile(Path file, int length, double meanBytes) {
            this.file = file;
            this.length = length;
            this.meanBytes = meanBytes;
        }
    }
}
