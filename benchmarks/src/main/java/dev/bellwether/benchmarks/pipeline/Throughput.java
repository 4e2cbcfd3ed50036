// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.pipeline.job.ForkedJob;
import dev.bellwether.benchmarks.pipeline.job.JobSettings;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.job.Orders;
import dev.bellwether.benchmarks.pipeline.job.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events per second each job takes: each in a JVM of its own that stays warm, all jobs of
 * a case taking turns.
 */
final class Throughput {

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
                        && (stateless ? backend == Backend.HEAP : selection.backend(backend))) {
                    jobs.add(new JobSettings(kind, backend, input.parallelism));
                }
            }
        }
        return jobs;
    }

    private Map<JobSettings, Series> run(Case input, List<JobSettings> jobs) throws IOException {
        stage.say("%n%s", input);
        Stage.TapeFile tape = stage.tape(input.symbols, input.keys);
        Map<JobSettings, Series> series = new LinkedHashMap<>();
        Map<JobSettings, ForkedJob> forks = new LinkedHashMap<>();
        try {
            Map<JobSettings, Long> records = new LinkedHashMap<>();
            for (JobSettings job : jobs) {
                forks.put(job, stage.start(job, tape));
                series.put(job, new Series());
                stage.counted.reset();
                Turn warmUp = forks.get(job).run(Orders.seconds(stage.warmUpSeconds));
                stage.say("  warm-up   %-38s %,10.0f/s", job, warmUp.perSecond);
                records.put(job, (long) (warmUp.perSecond * stage.seconds));
            }
            for (int round = 1; round <= stage.rounds; round++) {
                for (JobSettings job : jobs) {
                    Turn turn = turn(forks.get(job), records.get(job), series.get(job));
                    stage.say(
                            "  round %d/%d %-38s %,10.0f/s %6.1f µs of processor",
                            round, stage.rounds, job, turn.perSecond, turn.cpuMicrosPerEvent);
                }
            }
        } finally {
            forks.values().forEach(ForkedJob::close);
        }
        return series;
    }

    private Turn turn(ForkedJob job, long records, Series series) throws IOException {
        stage.counted.reset();
        Turn turn = job.run(Orders.records(records));
        long writes = stage.counted.writes();
        check(job.settings(), records, turn.events, writes);
        series.rates.add(turn.perSecond);
        series.cpuMicros.add(turn.cpuMicrosPerEvent);
        series.commands.add((double) writes / records);
        series.bytes.add((double) stage.counted.inputBytes() / records);
        return turn;
    }

    /** A rate counts only if every event arrived, with all its commands. */
    static void check(JobSettings job, long records, long events, long writes) {
        // A symbol without known earnings has no command for its price/earnings ratio.
        long least = job.kind == Kind.SMALL_WRITE ? 1 : 5;
        long most = job.kind == Kind.SMALL_WRITE ? 1 : 6;
        if (events != records || writes < least * records || writes > most * records) {
            throw new IllegalStateException(
                    String.format(
                            "%s was given %d records, wrote %d and Redis received %d commands",
                            job, records, events, writes));
        }
    }
}
