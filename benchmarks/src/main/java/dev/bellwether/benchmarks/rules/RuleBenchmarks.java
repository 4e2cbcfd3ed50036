// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rules;

import dev.bellwether.benchmarks.figures.ProcessorTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of this package, prints the comparison and writes it to {@code
 * benchmarks/results/rules.md} (or to the file given as the last argument). With {@code --quick}
 * one fork of few iterations: for a look, not for publication.
 */
public final class RuleBenchmarks {

    private static final String QUICK = "--quick";

    private RuleBenchmarks() {}

    public static void main(String[] args) throws RunnerException, IOException {
        boolean quick = args.length > 0 && args[0].equals(QUICK);
        Path report =
                args.length > (quick ? 1 : 0)
                        ? Paths.get(args[args.length - 1])
                        : Paths.get("benchmarks", "results", "rules.md");
        Collection<RunResult> results = new Runner(options(quick)).run();
        String text = new RuleReport(results).text();
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, text.getBytes(StandardCharsets.UTF_8));
        PrintStream console = new PrintStream(System.out, true, "UTF-8");
        console.println(text);
        console.println("written to " + report);
    }

    private static Options options(boolean quick) {
        return new OptionsBuilder()
                .include(RuleExpressionBenchmark.class.getName())
                .include(RuleFunctionBenchmark.class.getName())
                .include(EveryRuleBenchmark.class.getName())
                .addProfiler(ProcessorTime.class)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 3 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xms1g", "-Xmx1g")
                .build();
    }
}
