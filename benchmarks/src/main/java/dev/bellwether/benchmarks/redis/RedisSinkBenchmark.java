// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import dev.bellwether.benchmarks.figures.Rates;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/**
 * The measurement of the Redis sink: the contenders take turns, {@code --rounds} times after a
 * warm-up, and the result goes to a Markdown file. Ends with status 1 if a goal is missed.
 */
@Command(
        name = "bench redis",
        mixinStandardHelpOptions = true,
        description = "Measures the Redis sink against Bahir's sink and redis-benchmark.")
public final class RedisSinkBenchmark implements Callable<Integer> {

    static final double BAHIR_GOAL = 20;
    static final double LIMIT_GOAL = 0.8;

    @Option(names = "--rounds", description = "Turns of each contender (default ${DEFAULT-VALUE})")
    private int rounds = 7;

    @Option(names = "--depth", description = "Commands on their way (default ${DEFAULT-VALUE})")
    private int depth = 500;

    @Option(
            names = "--value-bytes",
            split = ",",
            description = "Sizes of the values (default ${DEFAULT-VALUE})")
    private List<Integer> valueBytes = new ArrayList<>(List.of(64, 1_024));

    @Option(
            names = "--records",
            description = "Commands per turn of the fast ones (default ${DEFAULT-VALUE})")
    private long records = 2_000_000;

    @Option(
            names = "--bahir-records",
            description = "Commands per turn of Bahir's sink (default ${DEFAULT-VALUE})")
    private long bahirRecords = 100_000;

    @Option(names = "--keys", description = "Different keys (default ${DEFAULT-VALUE})")
    private long keys = 100_000;

    @Option(
            names = "--bahir-lib",
            description = "Folder with Bahir's client (default ${DEFAULT-VALUE})")
    private Path bahirLibraries = Paths.get("benchmarks/target/bahir-lib");

    @Option(names = "--output", description = "Result file (default ${DEFAULT-VALUE})")
    private Path output = Paths.get("benchmarks/results/redis-sink.md");

    public static void main(String[] args) {
        System.exit(new CommandLine(new RedisSinkBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String program = RedisBenchmarkProgram.version();
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            String[] job = {
                redis.host(),
                Integer.toString(redis.port()),
                Long.toString(keys),
                Integer.toString(depth)
            };
            try (Contender ours = ForkedJob.ours(records, job);
                    Contender bahir = ForkedJob.bahir(bahirRecords, bahirLibraries, job);
                    Contender limit =
                            new RedisBenchmarkProgram(
                                    redis.host(), redis.port(), keys, depth, records);
                    Contender roundTrips =
                            new RedisBenchmarkProgram(
                                    redis.host(), redis.port(), keys, 1, bahirRecords)) {
                List<Contender> all = List.of(ours, bahir, limit, roundTrips);
                Map<Integer, Map<Contender, Rates>> results = new LinkedHashMap<>();
                for (int bytes : valueBytes) {
                    results.put(bytes, measure(out, jedis, bytes, all));
                }
                Report report =
                        new Report(ours, bahir, limit, depth, keys, rounds, server(jedis), program);
                String text = report.markdown(results);
                Path folder = output.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                Files.write(output, text.getBytes(StandardCharsets.UTF_8));
                out.println(text);
                return report.meetsGoals(results) ? 0 : 1;
            }
        }
    }

    private Map<Contender, Rates> measure(
            PrintStream out, Jedis jedis, int bytes, List<Contender> contenders) throws Exception {
        Map<Contender, Rates> rates = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            rates.put(contender, new Rates());
            out.printf(
                    Locale.ROOT,
                    "%d bytes, warm-up, %s: %,.0f/s%n",
                    bytes,
                    contender.name(),
                    turn(jedis, bytes, contender));
        }
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : contenders) {
                double rate = turn(jedis, bytes, contender);
                rates.get(contender).add(rate);
                out.printf(
                        Locale.ROOT,
                        "%d bytes, round %d of %d, %s: %,.0f/s%n",
                        bytes,
                        round,
                        rounds,
                        contender.name(),
                        rate);
            }
        }
        return rates;
    }

    private static double turn(Jedis jedis, int bytes, Contender contender) throws Exception {
        jedis.flushAll();
        double rate = contender.run(bytes);
        if (jedis.dbSize() == 0) {
            throw new IllegalStateException(contender.name() + " has written nothing");
        }
        return rate;
    }

    private static String server(Jedis jedis) {
        for (String line : jedis.info("server").split("\r\n", -1)) {
            if (line.startsWith("redis_version:")) {
                return line.substring("redis_version:".length());
            }
        }
        return "unknown";
    }
}
