// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes dead letters from a source, batch by batch, and puts back what can go back, each batch in
 * the order of event time.
 *
 * <p>At least once: the source is told that a batch is back only when the destination has all of
 * it, so one that ends half-way is simply run again. Twice does no harm: a quote of a symbol, feed
 * and time that the job has accepted is dropped as a repeat by the screen while it remembers it and
 * refused as late afterwards, and in Redis it has the same key.
 */
final class Replay {

    private final LetterFilter filter;
    private final Repair repair;
    private final LongSupplier clock;

    Replay(LetterFilter filter, Repair repair, LongSupplier clock) {
        this.filter = filter;
        this.repair = repair;
        this.clock = clock;
    }

    /**
     * @param destination {@code null} to only see what would be done
     * @throws IOException if the source or the destination fails; what the summary says then may be
     *     less than what was done
     */
    void run(LetterSource source, Destination destination, ReplaySummary summary)
            throws IOException, InterruptedException {
        List<FoundLetter> batch = source.next();
        while (!batch.isEmpty()) {
            List<FoundLetter> letters = new ArrayList<>();
            List<Repaired> records = new ArrayList<>();
            for (FoundLetter found : batch) {
                Repaired repaired = judge(found, summary);
                if (repaired != null) {
                    letters.add(found);
                    records.add(repaired);
                }
            }
            if (destination != null && !records.isEmpty()) {
                records.sort(Comparator.comparingLong(record -> record.eventMillis));
                destination.put(records);
                source.putBack(letters);
            }
            letters.forEach(found -> summary.putBack(found.letter.reason));
            batch = source.next();
        }
    }

    private Repaired judge(FoundLetter found, ReplaySummary summary) {
        if (found.letter == null) {
            summary.unreadable(found.problem);
            return null;
        }
        if (!filter.isMeant(found.letter)) {
            summary.passedOver();
            return null;
        }
        Repaired repaired = repair.judge(found, clock.getAsLong());
        if (repaired.record == null) {
            summary.refused(found.letter.reason, repaired.refusal);
            return null;
        }
        return repaired;
    }
}
