// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All items, cut into chunks, and the way from an item to its place. */
final class Chunks {

    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();

    Chunks(List<String> items, int chunkSize) {
        for (int from = 0; from < items.size(); from += chunkSize) {
            int to = Math.min(items.size(), from + chunkSize);
            Chunk chunk = new Chunk(chunks.size(), List.copyOf(items.subList(from, to)));
            chunks.add(chunk);
            for (int index = 0; index < chunk.items.size(); index++) {
                places.put(chunk.items.get(index), new Place(chunk, index));
            }
        }
    }

    List<Chunk> all() {
        return chunks;
    }

    /**
     * Takes over what a former run knew of these items. If the items were cut differently then, a
     * chunk goes on after the earliest of its items' last firings: rather one item polled once more
     * than one not at all. An item that was not there then is new in its chunk.
     */
    void restore(EnumeratorState state) {
        Set<String> polled = new HashSet<>();
        for (int item = 0; item < state.items().size(); item++) {
            Place place = places.get(state.items().get(item));
            if (place == null) {
                continue;
            }
            if (state.lastFiring(item) != Schedule.NOT_YET) {
                polled.add(state.items().get(item));
            }
            place.chunk.lastFiring = earlier(place.chunk.lastFiring, state.lastFiring(item));
            place.chunk.fingerprintsOf =
                    earlier(place.chunk.fingerprintsOf, state.fingerprintOf(item));
            if (state.fingerprints().isKnown(item)) {
                place.chunk.fingerprints.set(place.index, state.fingerprints().get(item));
            }
        }
        for (Chunk chunk : chunks) {
            for (int index = 0; index < chunk.items.size(); index++) {
                boolean isNew = !polled.contains(chunk.items.get(index));
                chunk.newItems.set(index, isNew && chunk.lastFiring != Schedule.NOT_YET);
            }
        }
    }

    /** The earlier of two firings, where one of them need not have been yet. */
    private static long earlier(long one, long other) {
        if (one == Schedule.NOT_YET || other == Schedule.NOT_YET) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }

    EnumeratorState snapshot(Collection<PollSplit> running, Collection<PollSplit> returned) {
        List<String> items = new ArrayList<>(places.size());
        long[] lastFirings = new long[places.size()];
        long[] fingerprintsOf = new long[places.size()];
        Fingerprints fingerprints = new Fingerprints(places.size());
        for (Chunk chunk : chunks) {
            for (int index = 0; index < chunk.items.size(); index++) {
                int item = items.size();
                items.add(chunk.items.get(index));
                lastFirings[item] = chunk.lastFiring(index);
                fingerprintsOf[item] = chunk.fingerprintsOf;
                if (chunk.fingerprints.isKnown(index)) {
                    fingerprints.set(item, chunk.fingerprints.get(index));
                }
            }
        }
        return new EnumeratorState(
                items,
                lastFirings,
                fingerprintsOf,
                fingerprints,
                new ArrayList<>(running),
                new ArrayList<>(returned));
    }

    /** The chunks that share an item with a split; more than one only after items were recut. */
    Set<Chunk> of(PollSplit split) {
        Set<Chunk> touched = new LinkedHashSet<>();
        for (String item : split.items()) {
            Place place = places.get(item);
            if (place != null) {
                touched.add(place.chunk);
            }
        }
        return touched;
    }

    /**
     * The split with what was last emitted of its items before its firing. Where the book knows a
     * later firing only, the split keeps what it was first handed out with.
     */
    PollSplit withFingerprints(PollSplit split) {
        Fingerprints fingerprints = new Fingerprints(split.items().size());
        boolean any = false;
        for (int item = 0; item < fingerprints.size(); item++) {
            Place place = places.get(split.items().get(item));
            boolean byBook = place != null && place.chunk.fingerprintsOf < split.scheduledMillis();
            Fingerprints from = byBook ? place.chunk.fingerprints : split.fingerprints();
            int index = byBook ? place.index : item;
            if (index < from.size() && from.isKnown(index)) {
                fingerprints.set(item, from.get(index));
                any = true;
            }
        }
        return split.withFingerprints(any ? fingerprints : new Fingerprints(0));
    }

    /** Takes over a finished split's fingerprints, but not those of an older firing. */
    void noteFinished(PollSplit split) {
        for (int item = 0; item < split.items().size(); item++) {
            Place place = places.get(split.items().get(item));
            if (place != null && split.scheduledMillis() >= place.chunk.fingerprintsOf) {
                place.take(split, item);
            }
        }
        for (Chunk chunk : of(split)) {
            chunk.fingerprintsOf = Math.max(chunk.fingerprintsOf, split.scheduledMillis());
        }
    }

    /** Goes back, in one chunk, to the fingerprints with which a split was handed out. */
    void rewind(Chunk chunk, PollSplit split) {
        for (int item = 0; item < split.items().size(); item++) {
            Place place = places.get(split.items().get(item));
            if (place != null && place.chunk == chunk) {
                place.take(split, item);
            }
        }
        chunk.fingerprintsOf = Math.min(split.windowStartMillis(), split.scheduledMillis() - 1);
    }

    private static final class Place {

        final Chunk chunk;
        final int index;

        Place(Chunk chunk, int index) {
            this.chunk = chunk;
            this.index = index;
        }

        void take(PollSplit split, int item) {
            if (item < split.fingerprints().size() && split.fingerprints().isKnown(item)) {
                chunk.fingerprints.set(index, split.fingerprints().get(item));
            } else {
                chunk.fingerprints.clear(index);
            }
        }
    }
}
