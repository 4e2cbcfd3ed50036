// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import dev.bellwether.benchmarks.pipeline.tape.Tape;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Plays one shard of the tape as the {@link Player} says. */
final class TapeReader<T> implements SourceReader<T, TapeSplit> {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * Who is early sleeps for so long at least and then plays all that is due by then: to wake for
     * each record would take more of the processor than the job that is measured.
     */
    private static final long SLEEP_NANOS = NANOS_PER_MILLI;

    private final int shards;
    private final RecordParser<T> parser;
    private final Player player = Player.get();
    private final Tape tape = player.tape();
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();

    private TapeSplit split;
    private int[] positions;
    private long read;
    private CompletableFuture<Void> available = assigned;
    private ScheduledExecutorService alarm;
    private ReaderOutput<T> output;
    private final Consumer<T> collector = record -> output.collect(record);

    TapeReader(int shards, RecordParser<T> parser) {
        this.shards = shards;
        this.parser = parser;
    }

    @Override
    public void start() {
        alarm =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "tape-alarm");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> out) throws Exception {
        if (split == null) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        CompletableFuture<Void> change = player.change();
        Player.Stretch stretch = player.stretch();
        long n =
                read / positions.length * tape.length()
                        + positions[(int) (read % positions.length)];
        if (n >= stretch.limit) {
            available = change;
            return InputStatus.NOTHING_AVAILABLE;
        }
        long arrivalMillis = stretch.startMillis;
        if (stretch.isPaced()) {
            long dueNanos = stretch.dueNanos(n);
            long early = dueNanos - (System.nanoTime() - stretch.startNanos);
            if (early > 0) {
                CompletableFuture<Void> due = new CompletableFuture<>();
                alarm.schedule(
                        () -> due.complete(null),
                        Math.max(early, SLEEP_NANOS),
                        TimeUnit.NANOSECONDS);
                available = due;
                return InputStatus.NOTHING_AVAILABLE;
            }
            arrivalMillis += dueNanos / NANOS_PER_MILLI;
        }
        read++;
        player.reached(split.shard, n + 1);
        output = out;
        parser.parse(tape.record(n), arrivalMillis, collector);
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<TapeSplit> snapshotState(long checkpointId) {
        return split == null ? List.of() : List.of(new TapeSplit(split.shard, read));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<TapeSplit> splits) {
        if (split != null || splits.size() != 1) {
            throw new IllegalStateException("one shard per reader, got " + splits.size());
        }
        split = splits.get(0);
        read = split.read;
        positions = tape.shard(split.shard, shards);
        if (positions.length == 0) {
            throw new IllegalStateException("fewer symbols than shards");
        }
        player.readerStarted();
        assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        // Never said: the source has no end.
    }

    @Override
    public void close() {
        if (alarm != null) {
            alarm.shutdownNow();
        }
    }
}
