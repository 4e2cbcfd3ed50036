// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.split.PollEvents.Begin;
import dev.bellwether.sources.polling.split.PollEvents.Pause;
import dev.bellwether.sources.polling.split.PollEvents.Refused;
import dev.bellwether.sources.polling.split.PollEvents.SplitAcknowledged;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import dev.bellwether.sources.polling.split.PollEvents.SplitsHeld;
import dev.bellwether.sources.polling.split.PollSplit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads splits through a {@link PollFetcher}, never blocking the task's thread.
 *
 * <p>Up to {@link PollFetcher#maxConcurrentRequests()} calls are under way, and up to twice as many
 * answers wait for their turn: answers are emitted in the order of items, one whole answer between
 * two checkpoints. So the cursor in a checkpoint is exactly what had been emitted, at the price
 * that one slow item holds back those behind it. Calls whose answers had not been emitted are made
 * again after a failure.
 *
 * <p>Everything but the completion of a call happens on the task's thread.
 */
final class PollingReader<T> implements SourceReader<T, PollSplit> {

    private final SourceReaderContext context;
    private final Clock clock;
    private final PollFetcher<T> fetcher;
    private final Emission<T> emission;
    private final ReaderMetrics metrics;
    private final int maxCalls;
    private final int itemsPerRequest;

    private final Wakeup wakeup = new Wakeup();
    private final Queue<Fetch<T>> answers = new ConcurrentLinkedQueue<>();

    /** Splits being read, in the order of their emission. */
    private final Deque<SplitRun<T>> runs = new ArrayDeque<>();

    /** Splits whose outputs Flink has made, or will have made by the next poll. */
    private final Queue<String> outputsToRelease = new ArrayDeque<>();

    /** Finished splits that the enumerator has not acknowledged, by id. */
    private final Map<String, PollSplit> unacknowledged = new LinkedHashMap<>();

    private int callsUnderWay;
    private long lastSuccessMillis = Long.MIN_VALUE;
    private boolean begun;
    private boolean stopped;
    private boolean asked;
    private boolean noMoreSplits;

    PollingReader(
            String name,
            SourceReaderContext context,
            Clock clock,
            PollFetcher<T> fetcher,
            Emission<T> emission) {
        this.context = context;
        this.clock = clock;
        this.fetcher = fetcher;
        this.emission = emission;
        this.metrics = new ReaderMetrics(context.metricGroup(), clock::millis);
        this.maxCalls = atLeastOne(fetcher.maxConcurrentRequests(), "maxConcurrentRequests");
        this.itemsPerRequest = atLeastOne(fetcher.itemsPerRequest(), "itemsPerRequest");
        emission.open(name, metrics, clock::millis);
    }

    private static int atLeastOne(int value, String what) {
        if (value < 1) {
            throw new IllegalStateException("fetcher's " + what + " must be >= 1, was " + value);
        }
        return value;
    }

    @Override
    public void start() {
        context.sendSourceEventToCoordinator(new SplitsHeld(snapshotState(0)));
    }

    /** Before {@link #start} these are the splits of a checkpoint, afterwards new ones. */
    @Override
    public void addSplits(List<PollSplit> splits) {
        List<PollSplit> oldestFirst = new ArrayList<>(splits);
        oldestFirst.sort(Comparator.comparingLong(PollSplit::scheduledMillis));
        for (PollSplit split : oldestFirst) {
            outputsToRelease.add(split.splitId());
            if (split.isFinished()) {
                unacknowledged.put(split.splitId(), split);
            } else {
                runs.addLast(new SplitRun<>(split, emission.compares()));
            }
        }
        asked = false;
        wakeup.signal();
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        wakeup.signal();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof Begin) {
            begin(((Begin) event).pauseMillis());
        } else if (event instanceof SplitAcknowledged) {
            unacknowledged.remove(((SplitAcknowledged) event).splitId());
        } else if (event instanceof Pause) {
            fetcher.pause(Duration.ofMillis(((Pause) event).pauseMillis()));
        } else if (event instanceof Refused) {
            stop();
        } else {
            throw new IllegalArgumentException("Unknown event from the enumerator: " + event);
        }
        wakeup.signal();
    }

    private void begin(long pauseMillis) {
        begun = true;
        if (pauseMillis > 0) {
            fetcher.pause(Duration.ofMillis(pauseMillis));
        }
        unacknowledged.values().forEach(this::report);
    }

    private void report(PollSplit finished) {
        context.sendSourceEventToCoordinator(new SplitFinished(finished, lastSuccessMillis));
    }

    private void stop() {
        stopped = true;
        metrics.stopped();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
        wakeup.clear();
        releaseOutputs(output);
        settleAnswers();
        emitOne(output);
        if (begun && !stopped) {
            beginCalls();
            askForMore();
        }
        if (noMoreSplits && runs.isEmpty() && unacknowledged.isEmpty()) {
            return InputStatus.END_OF_INPUT;
        }
        if (!runs.isEmpty() && runs.peekFirst().answered() != null) {
            wakeup.signal();
            return InputStatus.MORE_AVAILABLE;
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    /**
     * Flink makes an output of its own for every split, with a watermark generator, and keeps it
     * until it is released. Records leave through the common output here, and every firing brings
     * new splits: kept, those outputs would fill the memory in time.
     */
    private void releaseOutputs(ReaderOutput<T> output) {
        for (String id = outputsToRelease.poll(); id != null; id = outputsToRelease.poll()) {
            output.releaseOutputForSplit(id);
        }
    }

    private void settleAnswers() {
        for (Fetch<T> call = answers.poll(); call != null; call = answers.poll()) {
            callsUnderWay--;
            metrics.polled(call.millis());
            if (call.isRefused()) {
                metrics.refusals.inc();
                if (!stopped) {
                    stop();
                    context.sendSourceEventToCoordinator(new Refused(call.failure().getMessage()));
                }
            } else if (call.failure() instanceof Error) {
                throw (Error) call.failure();
            } else if (call.result() != null) {
                settleResult(call.result());
            }
        }
    }

    private void settleResult(PollResult<T> result) {
        if (result.status() == PollResult.Status.OK) {
            lastSuccessMillis = clock.millis();
            metrics.succeeded(lastSuccessMillis);
        }
        Duration pause = result.pause();
        if (!pause.isNegative() && !pause.isZero()) {
            // Longer than a century is for ever; toMillis would overflow at some point beyond.
            long seconds = Math.min(pause.getSeconds(), 100L * 365 * 86_400);
            long millis = Math.max(1, seconds * 1000 + pause.getNano() / 1_000_000);
            context.sendSourceEventToCoordinator(new Pause(millis));
        }
    }

    private void emitOne(ReaderOutput<T> output) {
        SplitRun<T> run = runs.peekFirst();
        Fetch<T> answered = run == null ? null : run.answered();
        if (answered == null) {
            return;
        }
        emission.emit(run, answered, output);
        run.take(answered);
        if (run.isFinished()) {
            runs.removeFirst();
            PollSplit finished = run.toSplit();
            unacknowledged.put(finished.splitId(), finished);
            report(finished);
        }
    }

    private void beginCalls() {
        int ahead = runs.stream().mapToInt(SplitRun::ahead).sum();
        for (SplitRun<T> run : runs) {
            while (callsUnderWay < maxCalls && (ahead < 2 * maxCalls || run.needsPage())) {
                Fetch<T> call = run.nextCall(itemsPerRequest);
                if (call == null) {
                    break;
                }
                ahead++;
                callsUnderWay++;
                call.begin(fetcher, clock::millis, this::hear);
            }
        }
    }

    /** On any thread. */
    private void hear(Fetch<T> answered) {
        answers.add(answered);
        wakeup.signal();
    }

    /** A call could be made and no split is left to make it for. */
    private void askForMore() {
        int ahead = runs.stream().mapToInt(SplitRun::ahead).sum();
        if (!asked && !noMoreSplits && callsUnderWay < maxCalls && ahead < 2 * maxCalls) {
            asked = true;
            context.sendSplitRequest();
        }
    }

    @Override
    public List<PollSplit> snapshotState(long checkpointId) {
        List<PollSplit> splits = new ArrayList<>(unacknowledged.values());
        runs.forEach(run -> splits.add(run.toSplit()));
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return wakeup.future();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
