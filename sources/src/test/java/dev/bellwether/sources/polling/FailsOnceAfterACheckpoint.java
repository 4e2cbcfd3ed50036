// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Passes records on and, in one task and once, throws after some records that follow a checkpoint
 * which was taken in the middle of things. Tells the provider what had passed by then.
 */
final class FailsOnceAfterACheckpoint
        implements MapFunction<Polled, Polled>, CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private final String world;
    private transient Set<String> seen;
    private transient Map<Long, Set<String>> atCheckpoint;
    private transient int sinceCheckpoint;

    FailsOnceAfterACheckpoint(String world) {
        this.world = world;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        seen = new HashSet<>();
        atCheckpoint = new HashMap<>();
        sinceCheckpoint = -1;
    }

    @Override
    public Polled map(Polled record) {
        seen.add(record.place());
        if (sinceCheckpoint >= 0 && ++sinceCheckpoint > 3) {
            TestProvider provider = TestProvider.of(world);
            if (provider.failures.compareAndSet(0, 1)) {
                throw new IllegalStateException("fails once, on purpose");
            }
        }
        return record;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        atCheckpoint.put(context.getCheckpointId(), new HashSet<>(seen));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        Set<String> passed = atCheckpoint.getOrDefault(checkpointId, Set.of());
        if (TestProvider.of(world).failures.get() == 0) {
            TestProvider.of(world).checkpointed.addAll(passed);
        }
        if (!passed.isEmpty() && sinceCheckpoint < 0) {
            sinceCheckpoint = 0;
        }
    }
}
