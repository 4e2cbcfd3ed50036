// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
            Chunk chunk = new Chunk(List.copyOf(items.subList(from, to)));
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
     * than one not at all.
     */
    void restore(EnumeratorState state) {
        for (int item = 0; item < state.items().size(); item++) {
            Place place = places.get(state.items().get(item));
            if (place == null) {
                continue;
            }
            long last = state.lastFiring(item);
            if (last != Schedule.NOT_YET) {
                boolean first = place.chunk.lastFiring == Schedule.NOT_YET;
                place.chunk.lastFiring = first ? last : Math.min(place.chunk.lastFiring, last);
            }
            if (state.fingerprints().isKnown(item)) {
                place.chunk.fingerprints.set(place.index, state.fingerprints().get(item));
            }
        }
    }

    EnumeratorState snapshot(Collection<PollSplit> running, Collection<PollSplit> returned) {
        List<String> items = new ArrayList<>(places.size());
        long[] lastFirings = new long[places.size()];
        Fingerprints fingerprints = new Fingerprints(places.size());
        for (Chunk chunk : chunks) {
            for (int index = 0; index < chunk.items.size(); index++) {
                int item = items.size();
                items.add(chunk.items.get(index));
                lastFirings[item] = chunk.lastFiring;
                if (chunk.fingerprints.isKnown(index)) {
                    fingerprints.set(item, chunk.fingerprints.get(index));
                }
            }
        }
        return new EnumeratorState(
                items,
                lastFirings,
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

    /** What was last emitted of some items; of size 0 if of none anything is known. */
    Fingerprints fingerprintsOf(List<String> items) {
        Fingerprints fingerprints = new Fingerprints(items.size());
        boolean any = false;
        for (int item = 0; item < items.size(); item++) {
            Place place = places.get(items.get(item));
            if (place != null && place.chunk.fingerprints.isKnown(place.index)) {
                fingerprints.set(item, place.chunk.fingerprints.get(place.index));
                any = true;
            }
        }
        return any ? fingerprints : new Fingerprints(0);
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

    /** Goes back to the fingerprints with which a split was handed out. */
    void rewindTo(PollSplit split) {
        for (int item = 0; item < split.items().size(); item++) {
            Place place = places.get(split.items().get(item));
            if (place != null) {
                place.take(split, item);
                place.chunk.fingerprintsOf = Schedule.NOT_YET;
            }
        }
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
