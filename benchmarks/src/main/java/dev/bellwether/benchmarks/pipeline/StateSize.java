// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

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
 * How many bytes a symbol takes in a canonical savepoint, once its window is full, against what the
 * classes promise: the screen ({@code QuoteScreen}: 8 · (9 + 2 · 16) bytes) and the window ({@code
 * RollingWindowSerializer}: 355 bytes at 20 observations). What a savepoint has without any symbol
 * is told apart by two savepoints of different numbers of symbols: a symbol takes their difference.
 * The files of a RocksDB checkpoint also hold older values, up to the next compaction, and say
 * little about the layout.
 */
final class StateSize {

    static final int SCREEN_BYTES = 8 * (9 + 2 * 16);
    static final int WINDOW_BYTES = 355;

    /** More than the window of 20 and its one observation before. */
    private static final int QUOTES_PER_SYMBOL = 24;

    private static final int PARALLELISM = 2;

    private final Stage stage;
    private final Selection selection;
    private final List<Result> results = new ArrayList<>();

    StateSize(Stage stage, Selection selection) {
        this.stage = stage;
        this.selection = selection;
    }

    List<Result> results() {
        return results;
    }

    /** Bytes of each further symbol; NaN unless two numbers of symbols were measured. */
    double perFurtherSymbol(Backend backend) {
        Result few = null;
        Result many = null;
        for (Result result : results) {
            if (result.backend == backend) {
                few = few == null || result.symbols < few.symbols ? result : few;
                many = many == null || result.symbols > many.symbols ? result : many;
            }
        }
        return few == many
                ? Double.NaN
                : (double) (many.bytes - few.bytes) / (many.symbols - few.symbols);
    }

    void run() throws IOException {
        stage.say("%nstate");
        for (int symbols : selection.symbols()) {
            for (Backend backend : Backend.values()) {
                if (selection.backend(backend)) {
                    results.add(run(symbols, backend));
                }
            }
        }
    }

    private Result run(int symbols, Backend backend) throws IOException {
        JobSettings settings = new JobSettings(Kind.SIGNALS, backend, PARALLELISM);
        try (ForkedJob job =
                stage.start(settings, Purpose.STATE, stage.tape(symbols, Keys.IN_TURN))) {
            stage.fill(job, (long) symbols * (QUOTES_PER_SYMBOL - 1));
            Turn turn = job.run(Orders.stateSize(symbols));
            stage.counted.reset();
            Result result = new Result(symbols, backend, turn.stateBytes);
            stage.say(
                    "  %,d symbols, %s: %,d bytes, %.0f per symbol",
                    symbols, backend, result.bytes, result.perSymbol());
            return result;
        }
    }

    /** One savepoint. */
    static final class Result {

        final int symbols;
        final Backend backend;
        final long bytes;

        Result(int symbols, Backend backend, long bytes) {
            this.symbols = symbols;
            this.backend = backend;
            this.bytes = bytes;
        }

        double perSymbol() {
            return (double) bytes / symbols;
        }
    }
}
