// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.figures.Rates;
import dev.bellwether.benchmarks.pipeline.job.JobSettings;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as one page of Markdown. Parts that were not run are left out. */
final class PipelineReport {

    private final Throughput throughput;
    private final Latency latency;
    private final StateSize state;
    private final ReplacedDesign replaced;
    private final PipelineMethod method;

    PipelineReport(
            Throughput throughput,
            Latency latency,
            StateSize state,
            ReplacedDesign replaced,
            PipelineMethod method) {
        this.throughput = throughput;
        this.latency = latency;
        this.state = state;
        this.replaced = replaced;
        this.method = method;
    }

    String markdown() throws IOException {
        StringBuilder page = new StringBuilder(8_192);
        page.append("# Signals pipeline: events per second, from JSON bytes to Redis\n\n")
                .append("Repeat with `./bellwether bench pipeline`. Ratios are the figures to")
                .append(" quote; rates belong to the machine.\n");
        goals(page);
        ratios(page);
        rates(page);
        replaced(page);
        latencies(page);
        stateSizes(page);
        method.write(page);
        return page.toString();
    }

    /** The goals whose figures were measured. */
    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            boolean heap = backend == Backend.HEAP;
            for (int parallelism = 1; parallelism <= 2; parallelism++) {
                Case input = new Case(1_000, Keys.UNIFORM, parallelism);
                String where = ", " + backend + ", " + input;
                Rates ours = rates(input, Kind.SIGNALS, backend);
                Rates sql = rates(input, Kind.SQL, backend);
                Rates pass = rates(input, Kind.PASS_THROUGH, Backend.HEAP);
                if (ours != null && sql != null) {
                    double ratio = ours.over(sql).median();
                    goals.add(Goal.atLeast("Flink SQL" + where, ratio, heap ? 5 : 20, "×"));
                }
                if (ours != null && pass != null) {
                    double percent = ours.over(pass).median() * 100;
                    goals.add(Goal.atLeast("pass-through" + where, percent, heap ? 50 : 40, "%"));
                }
            }
        }
        for (Backend backend : Backend.values()) {
            for (Keys keys : List.of(Keys.UNIFORM, Keys.ZIPF)) {
                for (int parallelism = 1; parallelism <= 2; parallelism++) {
                    Case few = new Case(1_000, keys, parallelism);
                    Case many = new Case(100_000, keys, parallelism);
                    Rates of1k = rates(few, Kind.SIGNALS, backend);
                    Rates of100k = rates(many, Kind.SIGNALS, backend);
                    if (of1k != null && of100k != null) {
                        goals.add(
                                Goal.atMost(
                                        "cost of an event at 100,000 symbols against 1,000, "
                                                + backend
                                                + ", "
                                                + keys.name().toLowerCase(Locale.ROOT)
                                                + ", parallelism "
                                                + parallelism,
                                        of1k.median() / of100k.median(),
                                        backend == Backend.HEAP ? 2 : 4,
                                        "×"));
                    }
                }
            }
        }
        for (Latency.Result result : latency.results()) {
            goals.add(
                    Goal.atMost(
                            "p99 event to Redis at half rate, " + result.job,
                            result.p99.median(),
                            250,
                            "ms"));
        }
        for (Backend backend : Backend.values()) {
            double bytes = state.perFurtherSymbol(backend);
            if (!Double.isNaN(bytes)) {
                double ratio = bytes / (StateSize.SCREEN_BYTES + StateSize.WINDOW_BYTES);
                String what = "bytes of a symbol in a savepoint against the formula, " + backend;
                goals.add(Goal.atMost(what, ratio, 1.1, "×"));
                goals.add(Goal.atLeast(what, ratio, 0.9, "×"));
            }
        }
        return goals;
    }

    private void goals(StringBuilder page) {
        List<Goal> goals = goals();
        if (goals.isEmpty()) {
            return;
        }
        page.append("\n| Against | median | goal | |\n|---|---:|---:|---|\n");
        goals.forEach(goal -> page.append(goal.line()));
    }

    private void ratios(StringBuilder page) {
        StringBuilder lines = new StringBuilder();
        throughput
                .results()
                .forEach(
                        (input, jobs) ->
                                jobs.forEach(
                                        (job, series) -> {
                                            if (job.kind == Kind.SIGNALS) {
                                                ratioLine(lines, input, job.backend, series.rates);
                                            }
                                        }));
        if (lines.length() > 0) {
            page.append("\n## The pipeline's rate over the others'\n\nMedian of the rounds.\n\n")
                    .append("| Input | State | Flink SQL | pass-through | one small SETEX |")
                    .append(" SQL's time beyond pass-through | pass-through over SQL |")
                    .append("\n|---|---|---:|---:|---:|---:|---:|\n")
                    .append(lines);
        }
    }

    private void ratioLine(StringBuilder lines, Case input, Backend backend, Rates ours) {
        append(
                lines,
                "| %s | %s | %s | %s | %s | %s | %s |\n",
                input,
                backend,
                ratio(ours, rates(input, Kind.SQL, backend)),
                ratio(ours, rates(input, Kind.PASS_THROUGH, Backend.HEAP)),
                ratio(ours, rates(input, Kind.SMALL_WRITE, Backend.HEAP)),
                beyondPassThrough(input, backend),
                ratio(
                        rates(input, Kind.PASS_THROUGH, Backend.HEAP),
                        rates(input, Kind.SQL, backend)));
    }

    /** SQL's processor time over the pipeline's, both less that of pass-through. */
    private String beyondPassThrough(Case input, Backend backend) {
        Series ours = throughput.of(input, Kind.SIGNALS, backend);
        Series sql = throughput.of(input, Kind.SQL, backend);
        Series pass = throughput.of(input, Kind.PASS_THROUGH, Backend.HEAP);
        if (ours == null || sql == null || pass == null) {
            return "–";
        }
        double writing = pass.cpuMicros.median();
        double ratio = (sql.cpuMicros.median() - writing) / (ours.cpuMicros.median() - writing);
        return String.format(Locale.ROOT, "%.1f ×", ratio);
    }

    private static String ratio(Rates ours, Rates other) {
        return ours == null || other == null
                ? "–"
                : String.format(Locale.ROOT, "%.2f ×", ours.over(other).median());
    }

    private void rates(StringBuilder page) {
        for (Map.Entry<Case, Map<JobSettings, Series>> input : throughput.results().entrySet()) {
            append(page, "\n## %s\n\n", input.getKey());
            page.append("| Job | events/s, median | lowest | highest | per core | job, µs |")
                    .append(" redis-server, µs | commands | bytes |\n")
                    .append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
            int cores = Runtime.getRuntime().availableProcessors();
            input.getValue()
                    .forEach(
                            (job, series) ->
                                    append(
                                            page,
                                            "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.1f | %.1f |"
                                                    + " %.2f | %,.0f |\n",
                                            name(job),
                                            series.rates.median(),
                                            series.rates.lowest(),
                                            series.rates.highest(),
                                            series.rates.median() / cores,
                                            series.cpuMicros.median(),
                                            series.redisMicros.median(),
                                            series.commands.median(),
                                            series.bytes.median()));
        }
    }

    private static String name(JobSettings job) {
        switch (job.kind) {
            case SIGNALS:
                return "signals pipeline, " + job.backend;
            case SQL:
                return "Flink SQL, " + job.backend;
            case PASS_THROUGH:
                return "pass-through, same commands";
            default:
                return "pass-through, one small SETEX";
        }
    }

    private void replaced(StringBuilder page) {
        if (replaced.rates().isEmpty()) {
            return;
        }
        append(
                page,
                "\n## The replaced design\n\nOne %s process, 1,000 symbols, uniform: %,.0f events/s"
                        + " (%,.0f to %,.0f).\n",
                replaced.version(),
                replaced.rates().median(),
                replaced.rates().lowest(),
                replaced.rates().highest());
        for (Backend backend : Backend.values()) {
            Rates ours = rates(new Case(1_000, Keys.UNIFORM, 1), Kind.SIGNALS, backend);
            if (ours != null) {
                append(
                        page,
                        "The pipeline at parallelism 1, %s: %.0f times as many.\n",
                        backend,
                        ours.median() / replaced.rates().median());
            }
        }
    }

    private void latencies(StringBuilder page) {
        if (latency.results().isEmpty()) {
            return;
        }
        page.append("\n## Latency, due to accepted by Redis, at half of the top rate\n\n")
                .append("1,000 symbols, uniform. Median of the rounds; in brackets the worst.\n\n")
                .append("| Job | events/s | p50, ms | p99, ms | longest, ms |\n")
                .append("|---|---:|---:|---:|---:|\n");
        for (Latency.Result result : latency.results()) {
            append(
                    page,
                    "| %s | %,.0f | %.0f (%.0f) | %.0f (%.0f) | %.0f (%.0f) |\n",
                    result.job,
                    result.rate,
                    result.p50.median(),
                    result.p50.highest(),
                    result.p99.median(),
                    result.p99.highest(),
                    result.max.median(),
                    result.max.highest());
        }
    }

    private void stateSizes(StringBuilder page) {
        if (state.results().isEmpty()) {
            return;
        }
        append(
                page,
                "\n## State of a symbol\n\nThe formulas of the classes: screen %d + window %d = %d"
                        + " bytes.\n\n| Symbols | State | savepoint, bytes | per symbol |\n"
                        + "|---:|---|---:|---:|\n",
                StateSize.SCREEN_BYTES,
                StateSize.WINDOW_BYTES,
                StateSize.SCREEN_BYTES + StateSize.WINDOW_BYTES);
        for (StateSize.Result result : state.results()) {
            append(
                    page,
                    "| %,d | %s | %,d | %.0f |\n",
                    result.symbols,
                    result.backend,
                    result.bytes,
                    result.perSymbol());
        }
        for (Backend backend : Backend.values()) {
            double bytes = state.perFurtherSymbol(backend);
            if (!Double.isNaN(bytes)) {
                append(page, "| each further one | %s | | %.0f |\n", backend, bytes);
            }
        }
    }

    private Rates rates(Case input, Kind kind, Backend backend) {
        Series series = throughput.of(input, kind, backend);
        return series == null ? null : series.rates;
    }

    private static void append(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
