// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives every reader one shard, and none a second one. */
final class TapeEnumerator implements SplitEnumerator<TapeSplit, List<TapeSplit>> {

    private final SplitEnumeratorContext<TapeSplit> context;
    private final List<TapeSplit> waiting;

    TapeEnumerator(SplitEnumeratorContext<TapeSplit> context, List<TapeSplit> waiting) {
        this.context = context;
        this.waiting = new ArrayList<>(waiting);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int reader, String host) {}

    @Override
    public void addSplitsBack(List<TapeSplit> splits, int reader) {
        waiting.addAll(splits);
    }

    @Override
    public void addReader(int reader) {
        waiting.stream()
                .filter(split -> split.shard == reader)
                .forEach(split -> context.assignSplit(split, reader));
        waiting.removeIf(split -> split.shard == reader);
    }

    @Override
    public List<TapeSplit> snapshotState(long checkpointId) {
        return new ArrayList<>(waiting);
    }

    @Override
    public void close() {}
}
