// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.benchmarks.pipeline.tape.Keys;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.benchmarks.pipeline.tape.TapeMaker;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long it takes from a quote to the message about it at the server that receives it, at a fixed
 * rate of quotes, with 200 rules and 1,000 users: the application with its own configuration in a
 * process of its own, whose quotes come from a tape. Beside it, in the same seconds, a program
 * posts to the same server and does nothing else.
 */
@Command(name = "alerts", mixinStandardHelpOptions = true)
public final class AlertBenchmark implements Callable<Integer> {

    /** Enough that no window is full of one loop of the tape. */
    private static final int TAPE_QUOTES = 20_000;

    private static final int QUICK_WARM_UP = 25;
    private static final int QUICK_SECONDS = 20;

    @Option(names = "--quotes", description = "Quotes a second (default ${DEFAULT-VALUE})")
    private int perSecond = 5_000;

    @Option(
            names = "--shocks",
            description =
                    "Symbols that jump a second, each of which makes some ten alerts (default"
                            + " ${DEFAULT-VALUE})")
    private double shocksPerSecond = 0.8;

    @Option(
            names = "--states",
            split = ",",
            description = "State backends (default ${DEFAULT-VALUE})")
    private List<String> states = List.of("hashmap", "rocksdb");

    @Option(names = "--parallelism", description = "Of the job (default ${DEFAULT-VALUE})")
    private int parallelism = 2;

    @Option(
            names = "--checkpoint-seconds",
            description = "From one checkpoint to the next (default ${DEFAULT-VALUE})")
    private int checkpointSeconds = 10;

    @Option(names = "--warm-up", description = "Seconds (default ${DEFAULT-VALUE})")
    private int warmUpSeconds = 60;

    @Option(names = "--seconds", description = "That are measured (default ${DEFAULT-VALUE})")
    private int seconds = 120;

    @Option(names = "--quick", description = "For a look; writes target/alerts.md")
    private boolean quick;

    @Option(names = "--jvm-flag", description = "Of the job's JVM, for example of a profiler")
    private List<String> jvmFlags = new ArrayList<>();

    @Option(names = "--output", description = "Result file (default benchmarks/results/alerts.md)")
    private Path output;

    public static void main(String[] args) {
        System.exit(new CommandLine(new AlertBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (quick) {
            warmUpSeconds = QUICK_WARM_UP;
            seconds = QUICK_SECONDS;
        }
        Tape tape = TapeMaker.make(AlertSettings.SYMBOLS, Keys.IN_TURN, TAPE_QUOTES);
        List<AlertRun> runs = new ArrayList<>();
        for (String state : states) {
            AlertSettings settings =
                    new AlertSettings(
                            state,
                            parallelism,
                            perSecond,
                            shocksPerSecond,
                            warmUpSeconds,
                            seconds,
                            checkpointSeconds);
            out.println(settings + " …");
            runs.add(AlertRun.of(settings, tape, jvmFlags));
            out.println(AlertReport.row(runs.get(runs.size() - 1)));
        }
        String report = new AlertReport(runs).text();
        Path file = output == null ? Paths.get(page()) : output;
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, report.getBytes(StandardCharsets.UTF_8));
        out.println(report);
        out.println("written to " + file);
        return runs.stream().allMatch(AlertReport::isMet) ? 0 : 1;
    }

    private String page() {
        return quick ? "target/alerts.md" : "benchmarks/results/alerts.md";
    }
}
