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

/** Plays one shard. */
final class TapeReader<T> implements SourceReader<T, TapeSplit> {

    private static final int LOOK_AT_CLOCK_EVERY = 64;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Playing playing;
    private final int shards;
    private final RecordParser<T> parser;
    private final Tape tape = LoadedTape.get();
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();

    private TapeSplit split;
    private int[] positions;
    private long read;
    private long startNanos;
    private long startMillis;
    private boolean started;
    private boolean noMore;
    private CompletableFuture<Void> due = CompletableFuture.completedFuture(null);
    private ScheduledExecutorService alarm;
    private ReaderOutput<T> output;
    private final Consumer<T> collector = record -> output.collect(record);

    TapeReader(Playing playing, int shards, RecordParser<T> parser) {
        this.playing = playing;
        this.shards = shards;
        this.parser = parser;
    }

    @Override
    public void start() {
        if (playing.isPaced()) {
            alarm =
                    Executors.newSingleThreadScheduledExecutor(
                            task -> {
                                Thread thread = new Thread(task, "tape-alarm");
                                thread.setDaemon(true);
                                return thread;
                            });
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> out) throws Exception {
        if (split == null) {
            return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (!started) {
            started = true;
            startNanos = System.nanoTime();
            startMillis = System.currentTimeMillis();
        }
        long n =
                read / positions.length * tape.length()
                        + positions[(int) (read % positions.length)];
        if (n >= playing.records) {
            if (!playing.hold) {
                return InputStatus.END_OF_INPUT;
            }
            due = new CompletableFuture<>();
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (read % LOOK_AT_CLOCK_EVERY == 0 && System.nanoTime() - startNanos > playing.nanos) {
            return InputStatus.END_OF_INPUT;
        }
        long arrivalMillis = startMillis;
        if (playing.isPaced()) {
            long dueNanos = (long) (n / playing.perSecond * 1e9);
            long early = dueNanos - (System.nanoTime() - startNanos);
            if (early > 0) {
                await(early);
                return InputStatus.NOTHING_AVAILABLE;
            }
            arrivalMillis += dueNanos / NANOS_PER_MILLI;
        }
        read++;
        output = out;
        parser.parse(tape.record(n), arrivalMillis, collector);
        return InputStatus.MORE_AVAILABLE;
    }

    private void await(long nanos) {
        CompletableFuture<Void> next = new CompletableFuture<>();
        due = next;
        alarm.schedule(() -> next.complete(null), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public List<TapeSplit> snapshotState(long checkpointId) {
        return split == null ? List.of() : List.of(new TapeSplit(split.shard, read));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return split == null && !noMore ? assigned : due;
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
        assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        assigned.complete(null);
    }

    @Override
    public void close() {
        if (alarm != null) {
            alarm.shutdownNow();
        }
    }
}
