// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which shards of one subtask have to wait, and for which: a shard that came of a split or a merge
 * is read once its parents have been read to their end, all that they held is in a completed
 * checkpoint, and so nothing of it can be overtaken on its way through the job. A parent that the
 * service no longer lists is gone with what it held, and nobody waits for it.
 *
 * <p>What others have read to the end comes from outside ({@link #release}); what this subtask has,
 * goes there ({@link #confirmed}). Shards are named by stream and id together.
 *
 * <p>Called by the source's thread, and by the task's for checkpoints. Memory: one name for each
 * shard of the streams.
 *
 * @param <S> what is held back for a shard
 */
final class ShardOrder<S> {

    private final Set<String> listed = ConcurrentHashMap.newKeySet();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Map<String, Held<S>> held = new LinkedHashMap<>();
    private final TreeMap<Long, Set<String>> endedAt = new TreeMap<>();

    /** The service lists this shard, whoever reads it. */
    void list(String shard) {
        listed.add(shard);
    }

    /** Whether one of these is listed, so that its end is to be waited for. */
    boolean mustWaitFor(List<String> parents) {
        return parents.stream().anyMatch(listed::contains);
    }

    /** Keeps something until the parents of the shard are through. */
    synchronized void hold(String shard, List<String> parents, S what) {
        held.put(shard, new Held<>(parents, what));
    }

    synchronized boolean isHolding() {
        return !held.isEmpty();
    }

    /** Whether something is kept of which no parent is among these. */
    synchronized boolean isHoldingWithout(Set<String> parents) {
        return held.values().stream()
                .anyMatch(shard -> shard.parents.stream().noneMatch(parents::contains));
    }

    /**
     * Gives back what need not wait any longer.
     *
     * @param ended shards that are through, of all subtasks
     */
    synchronized List<S> release(Set<String> ended) {
        List<S> free = new ArrayList<>();
        held.values()
                .removeIf(
                        shard -> {
                            boolean waits =
                                    shard.parents.stream()
                                            .anyMatch(
                                                    p -> listed.contains(p) && !ended.contains(p));
                            if (!waits) {
                                free.add(shard.what);
                            }
                            return !waits;
                        });
        return free;
    }

    /** This subtask had read these to their end when the checkpoint was taken. */
    synchronized void endedAt(long checkpoint, Set<String> shards) {
        endedAt.put(checkpoint, new HashSet<>(shards));
    }

    /** The checkpoint is complete, and with it all that the shards held which had ended. */
    synchronized void completed(long checkpoint) {
        Map<Long, Set<String>> until = endedAt.headMap(checkpoint, true);
        until.values().forEach(confirmed::addAll);
        until.clear();
    }

    /** These are through for certain. */
    void confirm(Set<String> shards) {
        confirmed.addAll(shards);
    }

    /** Shards of this subtask that are through. */
    Set<String> confirmed() {
        return confirmed;
    }

    private static final class Held<S> {

        private final List<String> parents;
        private final S what;

        Held(List<String> parents, S what) {
            this.parents = parents;
            this.what = what;
        }
    }
}
