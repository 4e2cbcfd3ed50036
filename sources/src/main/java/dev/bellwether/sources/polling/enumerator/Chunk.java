// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import java.util.List;

/** Items that are polled together, and where they are in the schedule. */
final class Chunk {

    static final int NO_READER = -1;

    final List<String> items;

    /** What was last emitted of each item, as of the firing {@link #fingerprintsOf}. */
    final Fingerprints fingerprints;

    /** The last firing that was handed out, or {@link Schedule#NOT_YET}. */
    long lastFiring = Schedule.NOT_YET;

    /** The next firing to hand out, or {@link Schedule#NEVER}. */
    long nextFiring = Schedule.NEVER;

    long fingerprintsOf = Schedule.NOT_YET;

    /** The reader that was last given this chunk while this enumerator lives. */
    int lastReader = NO_READER;

    /** Splits with one of these items that a reader has. */
    int running;

    /** Splits with one of these items that must be given to a reader once more. */
    int returned;

    Chunk(List<String> items) {
        this.items = items;
        this.fingerprints = new Fingerprints(items.size());
    }
}
