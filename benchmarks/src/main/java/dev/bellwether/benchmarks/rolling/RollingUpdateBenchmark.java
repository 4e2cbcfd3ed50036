// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rolling;

import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.rolling.RollingStatistics;
import dev.bellwether.operators.rolling.RollingWindow;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One update with all figures read, on a warm window in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RollingUpdateBenchmark {

    /** N. */
    @Param({"20", "100", "500"})
    public int window;

    private QuoteTape tape;
    private RollingStatistics statistics;
    private RollingWindow rolling;
    private ArrayLoopStatistics loop;
    private Ta4jStatistics ta4j;

    /** Fills the windows. */
    @Setup
    public void fill() {
        tape = new QuoteTape();
        statistics = new RollingStatistics(ZoneId.of("America/New_York"));
        rolling = new RollingWindow(window);
        loop = new ArrayLoopStatistics(window);
        ta4j = new Ta4jStatistics(window);
        for (int i = 0; i < 2 * window + 50; i++) {
            Quote quote = tape.next();
            statistics.accept(rolling, quote);
            loop.update(quote, tape.intervalVolume());
            ta4j.update(quote, tape.intervalVolume());
        }
    }

    /** The incremental statistics. */
    @Benchmark
    public SymbolAnalytics incremental() {
        Quote quote = tape.next();
        statistics.accept(rolling, quote);
        return statistics.describe(rolling, quote);
    }

    /** All figures anew by plain loops. */
    @Benchmark
    public SymbolAnalytics arrayLoop() {
        Quote quote = tape.next();
        return loop.update(quote, tape.intervalVolume());
    }

    /** The figures that ta4j has. */
    @Benchmark
    public SymbolAnalytics ta4j() {
        Quote quote = tape.next();
        return ta4j.update(quote, tape.intervalVolume());
    }
}
