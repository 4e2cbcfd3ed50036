// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the enumerator of a polling source has in a checkpoint: for each item its last firing, its
 * fingerprint and the firing that belongs to, and the splits that are not finished. Items, not
 * chunks, so that items and chunk size may change between runs.
 */
public final class EnumeratorState {

    private final List<String> items;
    private final long[] lastFirings;
    private final long[] fingerprintsOf;
    private final Fingerprints fingerprints;
    private final List<PollSplit> running;
    private final List<PollSplit> returned;

    EnumeratorState(
            List<String> items,
            long[] lastFirings,
            long[] fingerprintsOf,
            Fingerprints fingerprints,
            List<PollSplit> running,
            List<PollSplit> returned) {
        this.items = List.copyOf(items);
        this.lastFirings = lastFirings;
        this.fingerprintsOf = fingerprintsOf;
        this.fingerprints = fingerprints;
        this.running = List.copyOf(running);
        this.returned = List.copyOf(returned);
    }

    List<String> items() {
        return items;
    }

    /** Parallel to the items: the last firing handed out, or {@link Schedule#NOT_YET}. */
    long lastFiring(int item) {
        return lastFirings[item];
    }

    /** Parallel to the items: the firing to which the fingerprint belongs, likewise. */
    long fingerprintOf(int item) {
        return fingerprintsOf[item];
    }

    /** Parallel to the items. */
    Fingerprints fingerprints() {
        return fingerprints;
    }

    /** As they were handed out; the readers' states know how far they are. */
    List<PollSplit> running() {
        return running;
    }

    /** To be handed out once more. */
    List<PollSplit> returned() {
        return returned;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof EnumeratorState)) {
            return false;
        }
        EnumeratorState that = (EnumeratorState) other;
        return items.equals(that.items)
                && Arrays.equals(lastFirings, that.lastFirings)
                && Arrays.equals(fingerprintsOf, that.fingerprintsOf)
                && fingerprints.equals(that.fingerprints)
                && running.equals(that.running)
                && returned.equals(that.returned);
    }

    @Override
    public int hashCode() {
        return Objects.hash(items, fingerprints, running, returned);
    }

    @Override
    public String toString() {
        return "EnumeratorState{"
                + items.size()
                + " items, running "
                + running
                + ", returned "
                + returned
                + "}";
    }
}
