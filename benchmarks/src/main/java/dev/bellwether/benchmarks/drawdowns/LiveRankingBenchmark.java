// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import dev.bellwether.benchmarks.figures.Machine;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.alpaca.AlpacaConfig;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/**
 * How long the application takes from nothing to the ranking of a universe, and from the hour of a
 * daily poll to the next one, at the rate limit of the plan: the application jar in a process of
 * its own against the sandbox's Alpaca, which refuses what is beyond the limit. Then the same with
 * one symbol a request, as the replaced screener asked.
 */
@Command(name = "ranking", mixinStandardHelpOptions = true)
public final class LiveRankingBenchmark implements Callable<Integer> {

    private static final int LAST = Recordings.load().sessionCount() - 1;

    /** Of the whole, in seconds. */
    private static final double GOAL = 120;

    @Option(names = "--symbols", description = "Size of the universe (default ${DEFAULT-VALUE})")
    private int symbols = 1000;

    @Option(
            names = "--requests-per-minute",
            description = "What the plan allows (default ${DEFAULT-VALUE})")
    private int requestsPerMinute = AlpacaConfig.BASIC_PLAN;

    @Option(names = "--output", description = "Result file (default ${DEFAULT-VALUE})")
    private Path output = Paths.get("benchmarks/results/live-ranking.md");

    private PrintStream out;

    public static void main(String[] args) {
        System.exit(new CommandLine(new LiveRankingBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Times many = measure(100, true);
        Times one = measure(1, false);
        String report = report(many, one);
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.write(output, report.getBytes(StandardCharsets.UTF_8));
        out.println(report);
        return many.first < GOAL && many.daily < GOAL && many.refused == 0 ? 0 : 1;
    }

    /** Seconds, and requests, to one ranking and to the next. */
    private static final class Times {
        double first;
        long firstRequests;
        double daily = Double.NaN;
        long dailyRequests;
        long refused;
    }

    /**
     * The first session of two comes when the job starts; the second is shown before the next hour
     * of its schedule.
     */
    private Times measure(int symbolsPerRequest, boolean nextDay) throws Exception {
        Path directory = Files.createTempDirectory("bellwether-ranking");
        Times times = new Times();
        try (Sandbox sandbox = sandbox();
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            // A whole minute of the provider's limit, so that no two rounds share one.
            awaitSecond(0);
            long started = System.nanoTime();
            try (ApplicationProcess job =
                    ApplicationProcess.start(
                            directory,
                            RankingJobConfiguration.json(
                                    directory,
                                    sandbox,
                                    redis,
                                    names(symbols),
                                    symbolsPerRequest,
                                    requestsPerMinute),
                            sandbox.apiKey())) {
                awaitRanking(jedis, sandbox.alpacaDate(LAST - 1), job);
                times.first = (System.nanoTime() - started) / 1e9;
                times.firstRequests = sandbox.stats().requests();
                out.printf(
                        Locale.ROOT,
                        "%d symbols a request: first ranking after %.1f s and %d requests%n",
                        symbolsPerRequest,
                        times.first,
                        times.firstRequests);
                if (nextDay) {
                    measureNextDay(times, sandbox, jedis, job);
                }
                times.refused = sandbox.stats().endpoints().getOrDefault("beyond limit", 0L);
            }
        }
        return times;
    }

    private void measureNextDay(Times times, Sandbox sandbox, Jedis jedis, ApplicationProcess job)
            throws Exception {
        // The poll of this minute has been; the next one is at the full minute.
        awaitSecond(40);
        long before = sandbox.stats().requests();
        sandbox.clock().advance(1);
        awaitSecond(0);
        long due = System.nanoTime();
        awaitRanking(jedis, sandbox.alpacaDate(LAST), job);
        times.daily = (System.nanoTime() - due) / 1e9;
        times.dailyRequests = sandbox.stats().requests() - before;
        out.printf(
                Locale.ROOT,
                "the next one %.1f s after its poll was due, %d requests%n",
                times.daily,
                times.dailyRequests);
    }

    private Sandbox sandbox() {
        UsSessions calendar = new UsSessions();
        LocalDate newest = calendar.lastClosed(Clock.systemUTC().instant());
        return Sandbox.start(
                SandboxConfig.builder()
                        .start(Recordings.load().session(LAST - 1))
                        .alpaca(
                                AlpacaConfig.builder()
                                        .aliases()
                                        .firstSession(calendar.previous(newest))
                                        .requestsPerMinute(requestsPerMinute)
                                        .build())
                        .build());
    }

    /** Symbols that no recording has: the sandbox lends them the bars of those that it has. */
    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; names.size() < count; i++) {
            String name = "Z" + letter(i / 676) + letter(i / 26) + letter(i);
            if (!Recordings.load().hasBars(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static char letter(int number) {
        return (char) ('A' + number % 26);
    }

    private static void awaitRanking(Jedis jedis, LocalDate date, ApplicationProcess job)
            throws Exception {
        String key = RankingJobConfiguration.PREFIX + ":drawdowns:" + date;
        while (!jedis.exists(key)) {
            job.check();
            Thread.sleep(20);
        }
    }

    private static void awaitSecond(int second) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        long wanted = 1000L * second;
        Thread.sleep(Math.floorMod(wanted - clock.millis() % 60_000, 60_000L));
    }

    private String report(Times many, Times one) throws IOException {
        return String.format(
                Locale.ROOT,
                "# Drawdowns: time to rank a universe live%n%n%s, %s. Java %s.%n%n%,d symbols at %d"
                    + " requests a minute, which the provider enforces. The application jar in a"
                    + " process of its own, from its start to the ranking of the session in Redis,"
                    + " with 250 sessions to fill the windows; then from the hour of a daily poll,"
                    + " which asks for six sessions, to the next ranking. With 100 a request their"
                    + " corporate actions are asked for, too.%n%n| | symbols a request | seconds |"
                    + " requests |%n|---|---|---|---|%n| from nothing | 100 | %.1f | %d |%n| a"
                    + " daily poll | 100 | %.1f | %d |%n| from nothing, as the replaced screener"
                    + " asked | 1 | %.1f | %d |%n%nRefused by the provider for being beyond the"
                    + " limit: %d. Goal: under %.0f s. The prices are recorded ones under names of"
                    + " nobody; the provider is on this machine, so the time of a network is not in"
                    + " it.%n",
                LocalDate.now(ZoneOffset.UTC),
                Machine.description(),
                Runtime.version(),
                symbols,
                requestsPerMinute,
                many.first,
                many.firstRequests,
                many.daily,
                many.dailyRequests,
                one.first,
                one.firstRequests,
                many.refused + one.refused,
                GOAL);
    }
}
