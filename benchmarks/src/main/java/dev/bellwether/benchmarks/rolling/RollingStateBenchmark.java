// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rolling;

import dev.bellwether.model.Quote;
import dev.bellwether.operators.rolling.RollingStatistics;
import dev.bellwether.operators.rolling.RollingWindow;
import dev.bellwether.operators.rolling.RollingWindowSerializer;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a state backend on disk adds to an update: reading and writing the window's bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RollingStateBenchmark {

    /** N. */
    @Param({"20", "100", "500"})
    public int window;

    private final RollingWindowSerializer serializer = new RollingWindowSerializer();
    private final DataOutputSerializer out = new DataOutputSerializer(1 << 15);
    private final DataInputDeserializer in = new DataInputDeserializer();

    private QuoteTape tape;
    private RollingStatistics statistics;
    private RollingWindow rolling;
    private byte[] stored;

    /** Fills a window. */
    @Setup
    public void fill() throws IOException {
        tape = new QuoteTape();
        statistics = new RollingStatistics(ZoneId.of("America/New_York"));
        rolling = new RollingWindow(window);
        for (int i = 0; i < 2 * window + 50; i++) {
            statistics.accept(rolling, tape.next());
        }
        serializer.serialize(rolling, out);
        stored = out.getCopyOfBuffer();
    }

    /** Bytes of the stored window. */
    int storedBytes() {
        return stored.length;
    }

    /** Reads the window from its bytes. */
    @Benchmark
    public RollingWindow read() throws IOException {
        in.setBuffer(stored);
        return serializer.deserialize(in);
    }

    /** Writes the window to bytes. */
    @Benchmark
    public int write() throws IOException {
        out.clear();
        serializer.serialize(rolling, out);
        return out.length();
    }

    /** Read, update, describe, write: what is done for each event, but for the store itself. */
    @Benchmark
    public Object readUpdateWrite() throws IOException {
        in.setBuffer(stored);
        RollingWindow window = serializer.deserialize(in);
        Quote quote = tape.next();
        statistics.accept(window, quote);
        out.clear();
        serializer.serialize(window, out);
        stored = out.getCopyOfBuffer();
        return statistics.describe(window, quote);
    }
}
