// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether the event time of a subtask has to rest, because shards that are not read yet would be
 * late otherwise.
 *
 * <p>It rests while a shard waits whose parents are not being read here (a parent that is being
 * read here keeps the time itself), and then until that shard has given its first record or has
 * been silent for as long as a shard may be. No rest is longer than a bound: if no checkpoint is
 * completed, or a parent on another subtask has much to catch up with, time goes on after it, and
 * what the waiting shards hold may be late. Such quotes are dead letters, not lost; a time that
 * stands still for ever would keep every bar of the job in state. The bound starts anew when
 * nothing has been waiting in between.
 *
 * <p>Not thread-safe. Times are of a wall clock, in ms.
 *
 * @param <S> a shard
 */
final class TimeHold<S> {

    private static final long NOT_RESTING = Long.MIN_VALUE;

    private final long longestMillis;
    private final long silenceMillis;
    private final Map<S, Long> begun = new HashMap<>();
    private long since = NOT_RESTING;

    /**
     * @param longestMillis the bound of one rest
     * @param silenceMillis how long a shard that is read now is waited for
     */
    TimeHold(long longestMillis, long silenceMillis) {
        this.longestMillis = longestMillis;
        this.silenceMillis = silenceMillis;
    }

    /** These waited and are read from now on. */
    void begin(List<S> shards, long now) {
        shards.forEach(shard -> begun.put(shard, now));
    }

    /**
     * Whether time has to rest now.
     *
     * @param waiting whether a shard waits of which no parent is being read here
     * @param hasGiven whether a shard has given a record
     */
    boolean isHeld(boolean waiting, Predicate<S> hasGiven, long now) {
        for (Map.Entry<S, Long> shard : new ArrayList<>(begun.entrySet())) {
            if (now - shard.getValue() >= silenceMillis || hasGiven.test(shard.getKey())) {
                begun.remove(shard.getKey());
            }
        }
        if (!waiting && begun.isEmpty()) {
            since = NOT_RESTING;
            return false;
        }
        if (since == NOT_RESTING) {
            since = now;
        }
        return now - since < longestMillis;
    }
}
