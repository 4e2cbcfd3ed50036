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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/** The measurement of the whole signals pipeline. */
@Command(
        name = "bench pipeline",
        mixinStandardHelpOptions = true,
        description = "Measures the whole signals pipeline, JSON bytes to Redis commands.")
public final class PipelineBenchmark implements Callable<Integer> {

    @Option(names = "--rounds", description = "Turns of each job (default ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "Length of a turn (default ${DEFAULT-VALUE})")
    private double seconds = 6;

    @Option(names = "--only", split = ",", description = "Parts to run: signals, heap, rocksdb")
    private List<String> only = new ArrayList<>();

    @Option(names = "--symbols", description = "Symbols (default ${DEFAULT-VALUE})")
    private int symbols = 1_000;

    @Option(names = "--parallelism", split = ",", description = "(default ${DEFAULT-VALUE})")
    private List<Integer> parallelisms = new ArrayList<>(List.of(1, 2));

    @Option(names = "--keys", description = "UNIFORM or ZIPF (default ${DEFAULT-VALUE})")
    private Keys keys = Keys.UNIFORM;

    @Option(names = "--jvm-flag", description = "One more flag of the jobs' JVMs, for a profiler")
    private List<String> jvmFlags = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory("bellwether-bench");
        Path tapeFile = folder.resolve("tape");
        long began = System.nanoTime();
        Tape tape = TapeMaker.make(symbols, keys, 1 << 19);
        tape.write(tapeFile);
        out.printf(
                Locale.ROOT,
                "tape of %,d quotes of %,d symbols, %.0f bytes each, made in %.1f s%n",
                tape.length(),
                tape.symbols(),
                tape.meanBytes(),
                (System.nanoTime() - began) / 1e9);
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            for (JobSettings.Backend backend : JobSettings.Backend.values()) {
                for (int parallelism : parallelisms) {
                    for (JobSettings.Kind kind : JobSettings.Kind.values()) {
                        JobSettings settings = new JobSettings(kind, backend, parallelism);
                        if (only.contains("heap") || only.contains("rocksdb")) {
                            if (!only.contains(backend.name().toLowerCase(Locale.ROOT))) {
                                continue;
                            }
                        }
                        if (!only.contains(kind.name())) continue;
                        try (ForkedJob job =
                                ForkedJob.start(
                                        settings,
                                        jvmFlags,
                                        redis.host(),
                                        redis.port(),
                                        folder.resolve("checkpoints"),
                                        tapeFile)) {
                            for (int round = 0; round <= rounds; round++) {
                                jedis.flushAll();
                                Turn turn = job.run(Orders.seconds(seconds));
                                out.printf(
                                        Locale.ROOT,
                                        "%s, %s: %,.0f events/s, %.1f us cpu, %,d events, %,d"
                                                + " keys%n",
                                        settings,
                                        round == 0 ? "warm-up" : "round " + round,
                                        turn.perSecond,
                                        turn.cpuMicrosPerEvent,
                                        turn.events,
                                        jedis.dbSize());
                            }
                        }
                    }
                }
            }
        }
        return 0;
    }
}
