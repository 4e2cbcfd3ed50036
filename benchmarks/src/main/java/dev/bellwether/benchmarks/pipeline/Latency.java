// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.figures.Rates;
import dev.bellwether.benchmarks.pipeline.job.ForkedJob;
import dev.bellwether.benchmarks.pipeline.job.JobSettings;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Purpose;
import dev.bellwether.benchmarks.pipeline.job.Orders;
import dev.bellwether.benchmarks.pipeline.job.Turn;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long an event takes from the moment when it is due to Redis' answer, at half of the top rate:
 * half of what {@link Throughput} found for the same job in the same run, or, if that part was left
 * out, of what the warm-up gives.
 */
final class Latency {

    private static final int SYMBOLS = 1_000;
    private static final double SHARE_OF_TOP = 0.5;
    private static final double SECONDS_PER_TURN_SECOND = 2;

    private final Stage stage;
    private final Selection selection;
    private final Throughput throughput;
    private final List<Result> results = new ArrayList<>();

    Latency(Stage stage, Selection selection, Throughput throughput) {
        this.stage = stage;
        this.selection = selection;
        this.throughput = throughput;
    }

    List<Result> results() {
        return results;
    }

    void run() throws IOException {
        for (Backend backend : Backend.values()) {
            for (int parallelism = 1; parallelism <= 2; parallelism++) {
                Case input = new Case(SYMBOLS, Keys.UNIFORM, parallelism);
                if (selection.backend(backend) && selection.cases().contains(input)) {
                    results.add(run(input, backend));
                }
            }
        }
    }

    private Result run(Case input, Backend backend) throws IOException {
        JobSettings settings = new JobSettings(Kind.SIGNALS, backend, input.parallelism);
        Result result = new Result(settings);
        stage.say("%nlatency, %s", settings);
        try (ForkedJob job =
                stage.start(settings, Purpose.LATENCY, stage.tape(input.symbols, input.keys))) {
            stage.counted.reset();
            double warm = job.run(Orders.seconds(stage.warmUpSeconds)).perSecond;
            Series measured = throughput.of(input, Kind.SIGNALS, backend);
            result.topRate = measured == null ? warm : measured.rates.median();
            result.rate = result.topRate * SHARE_OF_TOP;
            long records = (long) (result.rate * stage.seconds * SECONDS_PER_TURN_SECOND);
            // One turn more to warm up: in the first, the compiler still takes half of the machine.
            stage.counted.reset();
            job.run(Orders.paced(records, result.rate));
            for (int round = 1; round <= stage.rounds; round++) {
                stage.counted.reset();
                Turn turn = job.run(Orders.paced(records, result.rate));
                result.p50.add(turn.p50Millis);
                result.p99.add(turn.p99Millis);
                result.max.add(turn.maxMillis);
                stage.say(
                        "  round %d/%d at %,.0f/s: p50 %d ms, p99 %d ms, longest %d ms",
                        round,
                        stage.rounds,
                        result.rate,
                        turn.p50Millis,
                        turn.p99Millis,
                        turn.maxMillis);
            }
        }
        return result;
    }

    /** Milliseconds, a figure per round. */
    static final class Result {

        final JobSettings job;
        double topRate;
        double rate;
        final Rates p50 = new Rates();
        final Rates p99 = new Rates();
        final Rates max = new Rates();

        Result(JobSettings job) {
            this.job = job;
        }
    }
}
