// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.pipeline.job.ForkedJob;
import dev.bellwether.benchmarks.pipeline.job.JobSettings;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Purpose;
import dev.bellwether.benchmarks.pipeline.job.Orders;
import dev.bellwether.benchmarks.pipeline.job.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many events per second each job takes: each in a JVM of its own that stays warm, all jobs of
 * a case taking turns.
 */
final class Throughput {

    /** Up to so many symbols the jobs of a case take turns. */
    private static final int TAKING_TURNS = 10_000;

    /** Quotes for each symbol before anything is measured: the windows hold 20. */
    static final int QUOTES_BEFORE = 24;

    private static final long LEAST_RECORDS = 5_000;

    private final Stage stage;
    private final Selection selection;
    private final Map<Case, Map<JobSettings, Series>> results = new LinkedHashMap<>();

    Throughput(Stage stage, Selection selection) {
        this.stage = stage;
        this.selection = selection;
    }

    /** The result of a job, or {@code null} if it was not run. */
    Series of(Case input, Kind kind, Backend backend) {
        return results.getOrDefault(input, Map.of())
                .get(new JobSettings(kind, backend, input.parallelism));
    }

    Map<Case, Map<JobSettings, Series>> results() {
        return results;
    }

    void run() throws IOException {
        for (Case input : selection.cases()) {
            List<JobSettings> jobs = jobs(input);
            if (!jobs.isEmpty()) {
                results.put(input, run(input, jobs));
            }
        }
    }

    private List<JobSettings> jobs(Case input) {
        List<JobSettings> jobs = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            for (Kind kind : Kind.values()) {
                boolean stateless = kind == Kind.PASS_THROUGH || kind == Kind.SMALL_WRITE;
                if (selection.part(kind)
                        && (kind != Kind.SQL || input.symbols <= TAKING_TURNS)
                        && (stateless ? backend == Backend.HEAP : selection.backend(backend))) {
                    jobs.add(new JobSettings(kind, backend, input.parallelism));
                }
            }
        }
        return jobs;
    }

    /**
     * Few symbols: all jobs take turns, so that a ratio is one of neighbours in time. Many: one job
     * after the other, because a job that stands still would go on writing large checkpoints.
     */
    private Map<JobSettings, Series> run(Case input, List<JobSettings> jobs) throws IOException {
        stage.say("%n%s", input);
        Map<JobSettings, Series> series = new LinkedHashMap<>();
        if (input.symbols <= TAKING_TURNS) {
            takeTurns(input, jobs, series);
        } else {
            for (JobSettings job : jobs) {
                takeTurns(input, List.of(job), series);
            }
        }
        return series;
    }

    private void takeTurns(Case input, List<JobSettings> jobs, Map<JobSettings, Series> series)
            throws IOException {
        Stage.TapeFile tape = stage.tape(input.symbols, input.keys);
        Map<JobSettings, ForkedJob> forks = new LinkedHashMap<>();
        try {
            Map<JobSettings, Long> records = new LinkedHashMap<>();
            for (JobSettings job : jobs) {
                ForkedJob fork = stage.start(job, Purpose.RATE, tape);
                forks.put(job, fork);
                series.put(job, new Series());
                stage.counted.reset();
                if (job.kind == Kind.SIGNALS || job.kind == Kind.SQL) {
                    Turn fill = stage.fill(fork, QUOTES_BEFORE * (long) input.symbols);
                    stage.say("  %-38s full    %,10.0f/s", job, fill.perSecond);
                }
                Turn warmUp = fork.run(Orders.seconds(stage.warmUpSeconds));
                stage.say("  %-38s warm-up %,10.0f/s", job, warmUp.perSecond);
                records.put(job, (long) Math.max(warmUp.perSecond * stage.seconds, LEAST_RECORDS));
            }
            for (int round = 1; round <= stage.rounds; round++) {
                for (JobSettings job : jobs) {
                    Turn turn = turn(forks.get(job), records.get(job), series.get(job));
                    stage.say(
                            "  %-38s %d of %d  %,10.0f/s %6.1f µs of processor",
                            job, round, stage.rounds, turn.perSecond, turn.cpuMicrosPerEvent);
                }
            }
        } finally {
            forks.values().forEach(ForkedJob::close);
        }
    }

    private Turn turn(ForkedJob job, long records, Series series) throws IOException {
        stage.counted.reset();
        Turn turn = job.run(Orders.records(records));
        long writes = stage.counted.writes();
        check(job.settings(), turn, writes);
        series.rates.add(turn.perSecond);
        series.cpuMicros.add(turn.cpuMicrosPerEvent);
        series.redisMicros.add(stage.counted.cpuMicros() / turn.events);
        series.commands.add((double) writes / turn.events);
        series.bytes.add((double) stage.counted.inputBytes() / turn.events);
        return turn;
    }

    /** A rate counts only if the events arrived, and Redis has what the writers say it has. */
    static void check(JobSettings job, Turn turn, long writes) {
        // SQL keeps its last rows until the time goes on.
        boolean allArrived = job.kind == Kind.SQL || turn.events == turn.records;
        if (!allArrived || turn.commands == 0 || writes != turn.commands) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "%s was given %d records and wrote %d with %d commands, of which Redis"
                                    + " received %d",
                            job,
                            turn.records,
                            turn.events,
                            turn.commands,
                            writes));
        }
    }
}
