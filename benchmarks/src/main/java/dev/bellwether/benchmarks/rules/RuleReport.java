// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rules;

import dev.bellwether.benchmarks.figures.Machine;
import dev.bellwether.benchmarks.figures.ProcessorTime;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Version;

/** The results as one page of Markdown: tables, goal, machine, versions, date, method. */
final class RuleReport {

    /** Quotes a second at which the goal is set. */
    private static final int RATE = 5_000;

    /** Goal: so much of one core at that rate, in percent. */
    private static final double MAX_PERCENT = 15;

    private final Map<String, Result<?>> translated = new LinkedHashMap<>();
    private final Map<String, Result<?>> interpreted = new LinkedHashMap<>();

    /** By number of rules and state. */
    private final Map<String, Result<?>> operator = new LinkedHashMap<>();

    private Result<?> everyRule;
    private BenchmarkParams params;

    RuleReport(Collection<RunResult> runs) {
        for (RunResult run : runs) {
            params = run.getParams();
            Result<?> result = run.getSecondaryResults().get(ProcessorTime.LABEL);
            String name = params.getBenchmark();
            if (name.startsWith(RuleFunctionBenchmark.class.getName())) {
                operator.put(params.getParam("rules") + params.getParam("state"), result);
            } else if (name.startsWith(EveryRuleBenchmark.class.getName())) {
                everyRule = result;
            } else {
                (name.endsWith("translated") ? translated : interpreted)
                        .put(params.getParam("expression"), result);
            }
        }
    }

    String text() throws IOException {
        StringBuilder page = new StringBuilder(4096);
        page.append("# Rules\n\nOne expression asked of one symbol, in ns of processor time;")
                .append(" ± is JMH's 99.9 % confidence\ninterval.\n\n")
                .append("| expression | translated | interpreted by CEL | ratio |\n")
                .append("|---|---:|---:|---:|\n");
        translated.forEach(
                (expression, result) ->
                        line(
                                page,
                                "| `%s` | %s | %s | %.0f x |%n",
                                expression.replace("|", "\\|"),
                                figure(result, 1),
                                figure(interpreted.get(expression), 1),
                                interpreted.get(expression).getScore() / result.getScore()));
        page.append(
                        "\n"
                            + "One quote through the operator, in µs of processor time: state read,"
                            + " quote taken in, rules")
                .append(" asked, state written.\n\n")
                .append("| state | no rule | 200 rules | quotes/s | of one core at 5,000 quotes/s")
                .append(" | of that, rules |\n|---|---:|---:|---:|---:|---:|\n");
        row(page, "heap");
        row(page, "rocksdb");
        double asked = score("200heap");
        line(
                page,
                "%nTo interpret the conditions of the 200 rules by CEL, and nothing else, takes"
                        + " %s µs a quote:%n%.0f times the whole operator on the heap, %.0f times"
                        + " what its rules take of it.%n",
                figure(everyRule, 1000),
                everyRule.getScore() / asked,
                everyRule.getScore() / (asked - score("0heap")));
        double percent = percent(score("200rocksdb"));
        line(
                page,
                "%nGoal: at 5,000 quotes/s the operator with 200 rules takes at most %.0f %% of"
                        + " one core, state in RocksDB: %s.%n",
                MAX_PERCENT,
                percent <= MAX_PERCENT ? "met" : "missed");
        method(page);
        return page.toString();
    }

    private void row(StringBuilder page, String state) {
        double none = score("0" + state);
        double all = score("200" + state);
        line(
                page,
                "| %s | %s | %s | %,.0f | %.1f %% | %.1f %% |%n",
                state,
                figure(operator.get("0" + state), 1000),
                figure(operator.get("200" + state), 1000),
                1e9 / all,
                percent(all),
                percent(all - none));
    }

    private static double percent(double nanos) {
        return nanos * RATE / 1e9 * 100;
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
                "- %s %s; JMH %s; dev.cel 0.11.0 with unknowns tracked.%n",
                params.getVmName(),
                params.getVmVersion(),
                Version.getPlainVersion());
        line(
                page,
                "- %d forks of %d warm-up and %d measured iterations of %s each, single"
                        + " thread, `%s`.%n",
                params.getForks(),
                params.getWarmup().getCount(),
                params.getMeasurement().getCount(),
                params.getMeasurement().getTime(),
                String.join(" ", params.getJvmArgs()));
        page.append("- Processor time is that of the whole process, compiler and collector")
                .append(" included: others who use the\n  machine do not count.\n");
        page.append("- Input: analyzed quotes of 1,000 symbols in turn, a random walk in cents, a")
                .append(" quote of each a minute;\n  200 rules of twelve kinds (`SampleRules`).\n")
                .append("- The operator runs in Flink's test harness, whose own share is in both")
                .append(" columns; conditions that begin and end are\n  made into transitions with")
                .append(" their headlines. RocksDB with its own buffers of 64 MiB.\n")
                .append("- Repeat: `./bellwether bench rules`.\n");
    }

    private static String figure(Result<?> result, double unit) {
        return String.format(
                Locale.ROOT,
                "%.1f ± %.1f",
                result.getScore() / unit,
                result.getScoreError() / unit);
    }

    private double score(String key) {
        return operator.get(key).getScore();
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
