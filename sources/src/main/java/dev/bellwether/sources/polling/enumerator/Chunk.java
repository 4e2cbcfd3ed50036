// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items that are polled together, and where they are in the schedule. */
final class Chunk {

    static final int NO_READER = -1;

    private static final long STILL = Long.MAX_VALUE;

    final List<String> items;

    /** Its number among all chunks. */
    private final int place;

    /** What was last emitted of each item, as of the firing {@link #fingerprintsOf}. */
    final Fingerprints fingerprints;

    /** The last firing that was handed out, or {@link Schedule#NOT_YET}. */
    long lastFiring = Schedule.NOT_YET;

    /** The next firing to hand out, or {@link Schedule#NEVER}. */
    long nextFiring = Schedule.NEVER;

    long fingerprintsOf = Schedule.NOT_YET;

    /** Items that joined a chunk which others of its items had been polled in before. */
    final BitSet newItems = new BitSet();

    /**
     * Readers whose state in the last completed checkpoint, or now, may hold a split of this chunk;
     * each with the newest checkpoint that had begun when it last gave one up.
     */
    private final Map<Integer, Long> readers = new HashMap<>();

    /** Splits with one of these items that a reader has. */
    int running;

    /** Splits with one of these items that must be given to a reader once more. */
    int returned;

    Chunk(int place, List<String> items) {
        this.place = place;
        this.items = items;
        this.fingerprints = new Fingerprints(items.size());
    }

    /** Where the window of the next firing begins. */
    long windowStart() {
        return newItems.isEmpty() ? lastFiring : Schedule.NOT_YET;
    }

    void handedOut(long firing) {
        lastFiring = firing;
        newItems.clear();
    }

    /** The last firing of one item. */
    long lastFiring(int index) {
        return newItems.get(index) ? Schedule.NOT_YET : lastFiring;
    }

    /** The one reader that polls it, so that the records of an item stay in order on their way. */
    int ownerAmong(int readers) {
        return place % readers;
    }

    void givenTo(int reader) {
        running++;
        if (reader != NO_READER) {
            readers.put(reader, STILL);
        }
    }

    void takenFrom(int reader, long lastCheckpoint) {
        running--;
        if (reader != NO_READER) {
            readers.put(reader, lastCheckpoint);
        }
    }

    /** No reader will ever be restored from a checkpoint older than this one. */
    void checkpointCompleted(long checkpoint, BitSet recovering) {
        readers.entrySet().removeIf(e -> e.getValue() < checkpoint && !recovering.get(e.getKey()));
    }

    /** Whether a reader has it, or one that is coming up again may turn out to have it. */
    boolean isHeld(BitSet recovering) {
        return running > 0 || readers.keySet().stream().anyMatch(recovering::get);
    }
}
