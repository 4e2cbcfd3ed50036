// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rolling;

import dev.bellwether.benchmarks.figures.Machine;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Version;

/** The results as one page of Markdown: machine, versions, date, method, tables, goals. */
final class RollingReport {

    private static final int[] WINDOWS = {20, 100, 500};

    /** Goal: an update at N = 500 costs at most so many times one at N = 20. */
    private static final double MAX_GROWTH = 2;

    private final Map<String, Result<?>> results = new HashMap<>();
    private final BenchmarkParams params;

    RollingReport(Collection<RunResult> runs) {
        BenchmarkParams any = null;
        for (RunResult run : runs) {
            any = run.getParams();
            String name = any.getBenchmark();
            String method = name.substring(name.lastIndexOf('.') + 1);
            results.put(method + any.getParam("window"), run.getPrimaryResult());
        }
        params = any;
    }

    String text() throws IOException {
        StringBuilder page = new StringBuilder(4096);
        page.append("# Rolling statistics\n\nTime of one update of one symbol's window with every")
                .append(" figure read, in ns, single thread, window in memory;\n")
                .append("± is JMH's 99.9 % confidence interval.\n\n")
                .append(
                        "| window | incremental | array loop | ratio | ta4j (fewer figures) |"
                                + " ratio")
                .append(" |\n|---:|---:|---:|---:|---:|---:|\n");
        for (int window : WINDOWS) {
            line(
                    page,
                    "| %d | %s | %s | %.1f x | %s | %.1f x |%n",
                    window,
                    figure("incremental", window),
                    figure("arrayLoop", window),
                    score("arrayLoop", window) / score("incremental", window),
                    figure("ta4j", window),
                    score("ta4j", window) / score("incremental", window));
        }
        double growth = score("incremental", 500) / score("incremental", 20);
        line(
                page,
                "%nAn update at window 500 costs %.2f times one at 20 (goal: at most %.0f): %s.%n",
                growth,
                MAX_GROWTH,
                growth <= MAX_GROWTH ? "met" : "missed");
        page.append("\nState, ns: what a backend that stores bytes adds, the store itself left")
                .append(" out. The last column\nis read, update, describe and write together.\n\n")
                .append("| window | stored bytes | read | write | read, update, write |\n")
                .append("|---:|---:|---:|---:|---:|\n");
        for (int window : WINDOWS) {
            line(
                    page,
                    "| %d | %d | %s | %s | %s |%n",
                    window,
                    storedBytes(window),
                    figure("read", window),
                    figure("write", window),
                    figure("readUpdateWrite", window));
        }
        method(page);
        return page.toString();
    }

    private void method(StringBuilder page) throws IOException {
        page.append("\n## Method\n\n");
        line(
                page,
                "- Date: %s. Machine: %s, %d processors, Linux %s.%n",
                Instant.now().atZone(ZoneOffset.UTC).toLocalDate(),
                Machine.processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"));
        line(
                page,
                "- %s %s; JMH %s; ta4j 0.17 on DoubleNum.%n",
                params.getVmName(),
                params.getVmVersion(),
                Version.getPlainVersion());
        line(
                page,
                "- %d forks of %d warm-up and %d measured iterations of %s each, average time,"
                        + " `%s`.%n",
                params.getForks(),
                params.getWarmup().getCount(),
                params.getMeasurement().getCount(),
                params.getMeasurement().getTime(),
                String.join(" ", params.getJvmArgs()));
        page.append("- Input: a random walk in cents, one quote a minute, 390 to a session, whole")
                .append(" volumes; the same for all.\n")
                .append(
                        "- \"Array loop\" computes the same figures by loops over flat arrays,"
                                + " with")
                .append(" a sorted copy for each median\n  and each log return computed once.")
                .append(" ta4j has no rolling median and no deviation of log returns.\n")
                .append("- Repeat: `./bellwether bench rolling`.\n");
    }

    private static int storedBytes(int window) throws IOException {
        RollingStateBenchmark state = new RollingStateBenchmark();
        state.window = window;
        state.fill();
        return state.storedBytes();
    }

    private String figure(String method, int window) {
        Result<?> result = results.get(method + window);
        return String.format(Locale.ROOT, "%.0f ± %.0f", result.getScore(), result.getScoreError());
    }

    private double score(String method, int window) {
        return results.get(method + window).getScore();
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
