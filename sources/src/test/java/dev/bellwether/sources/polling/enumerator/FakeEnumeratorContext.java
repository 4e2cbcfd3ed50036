// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.split.PollSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSplitEnumeratorMetricGroup;

/**
 * Keeps what an enumerator tells its readers. Like Flink, it refuses to speak to a reader that is
 * not registered. The tick is the test's.
 */
public class FakeEnumeratorContext implements SplitEnumeratorContext<PollSplit> {

    private final int parallelism;
    private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
    private final MetricListener metrics = new MetricListener();
    private Runnable tick;

    final Map<Integer, List<PollSplit>> assigned = new TreeMap<>();
    final Map<Integer, List<SourceEvent>> sent = new TreeMap<>();
    final List<Integer> dismissed = new ArrayList<>();

    public FakeEnumeratorContext(int parallelism) {
        this.parallelism = parallelism;
    }

    public void register(int reader) {
        readers.put(reader, new ReaderInfo(reader, "localhost"));
    }

    public void unregister(int reader) {
        readers.remove(reader);
    }

    /** Lets the time of one tick pass. */
    public void tick() {
        tick.run();
    }

    List<PollSplit> assignedTo(int reader) {
        return assigned.getOrDefault(reader, List.of());
    }

    List<SourceEvent> sentTo(int reader) {
        return sent.getOrDefault(reader, List.of());
    }

    long counter(String name) {
        return metrics.getCounter("enumerator", "kinesisanalytics", name).orElseThrow().getCount();
    }

    Object gauge(String name) {
        return metrics.getGauge("enumerator", "kinesisanalytics", name).orElseThrow().getValue();
    }

    /** What a simulation does with a split beside keeping it. */
    protected void onAssigned(PollSplit split, int reader) {
        assigned.computeIfAbsent(reader, key -> new ArrayList<>()).add(split);
    }

    protected void onSent(int reader, SourceEvent event) {
        sent.computeIfAbsent(reader, key -> new ArrayList<>()).add(event);
    }

    protected void onNoMoreSplits(int reader) {
        dismissed.add(reader);
    }

    private void checkRegistered(int reader) {
        if (!readers.containsKey(reader)) {
            throw new AssertionError("Reader " + reader + " is not registered");
        }
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return new InternalSplitEnumeratorMetricGroup(metrics.getMetricGroup());
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
        checkRegistered(reader);
        onSent(reader, event);
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public void assignSplits(SplitsAssignment<PollSplit> assignment) {
        assignment
                .assignment()
                .forEach(
                        (reader, splits) -> {
                            checkRegistered(reader);
                            splits.forEach(split -> onAssigned(split, reader));
                        });
    }

    @Override
    public void signalNoMoreSplits(int reader) {
        checkRegistered(reader);
        onNoMoreSplits(reader);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        throw new AssertionError("Nothing is called once");
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        tick =
                () -> {
                    try {
                        handler.accept(callable.call(), null);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        handler.accept(null, e);
                    }
                };
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }
}
