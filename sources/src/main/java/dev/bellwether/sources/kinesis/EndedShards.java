// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.runtime.taskexecutor.GlobalAggregateManager;

/**
 * The shards that any subtask has read to the end: a set that the JobManager keeps while it lives.
 * After its death each subtask tells it anew what it knows.
 */
final class EndedShards {

    private final GlobalAggregateManager jobManager;
    private final String name;

    /**
     * @param source tells one source of a job from another
     */
    EndedShards(GlobalAggregateManager jobManager, String source) {
        this.jobManager = jobManager;
        this.name = "ended-shards-" + source;
    }

    /**
     * Adds this subtask's, and gives those of all.
     *
     * @throws IOException if the JobManager does not answer
     */
    Set<String> exchange(Set<String> mine) throws IOException {
        return jobManager.updateGlobalAggregate(name, new HashSet<>(mine), new Union());
    }

    /** The union of sets of names. */
    static final class Union
            implements AggregateFunction<HashSet<String>, HashSet<String>, HashSet<String>> {

        private static final long serialVersionUID = 1L;

        @Override
        public HashSet<String> createAccumulator() {
            return new HashSet<>();
        }

        @Override
        public HashSet<String> add(HashSet<String> value, HashSet<String> accumulator) {
            accumulator.addAll(value);
            return accumulator;
        }

        @Override
        public HashSet<String> getResult(HashSet<String> accumulator) {
            return new HashSet<>(accumulator);
        }

        @Override
        public HashSet<String> merge(HashSet<String> one, HashSet<String> other) {
            return add(other, one);
        }
    }
}
