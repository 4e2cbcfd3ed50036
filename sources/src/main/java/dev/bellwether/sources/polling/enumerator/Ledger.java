// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.enumerator.FiringRules.Choice;
import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * The book of what is due, what is under way and with whom, and what must be done again. {@link
 * PollingEnumerator} says how it is kept right across failures.
 *
 * <p>Handing out a split costs O(chunks).
 */
final class Ledger {

    private final Chunks chunks;
    private final FiringRules rules;

    /** Splits that a reader has, by id. */
    private final Map<String, Running> running = new LinkedHashMap<>();

    private final Queue<PollSplit> returned =
            new PriorityQueue<>(Comparator.comparingLong(PollSplit::scheduledMillis));

    /** Readers that were reset and have not yet said what they hold. */
    private final BitSet recovering = new BitSet();

    /** Readers that have not yet said what they hold since this ledger was restored. */
    private final BitSet unheard = new BitSet();

    private int readers;
    private long lastCheckpoint = -1;
    private long skipped;
    private long caughtUp;

    Ledger(Chunks chunks, FiringRules rules) {
        this.chunks = chunks;
        this.rules = rules;
    }

    /** Begins with nothing known, or with what a checkpoint knew ({@code null} if none). */
    void open(EnumeratorState state, int parallelism) {
        readers = parallelism;
        if (state != null) {
            chunks.restore(state);
            unheard.set(0, parallelism);
            state.running().forEach(split -> putRunning(split, Chunk.NO_READER));
            state.returned().forEach(this::putReturned);
        }
        // Chunks mostly stopped at the same firing, and counting what was missed since can be slow.
        Map<Long, Choice> starts = new HashMap<>();
        for (Chunk chunk : chunks.all()) {
            Choice first = starts.computeIfAbsent(chunk.lastFiring, rules::atStart);
            chunk.nextFiring = first.firing;
            skipped += first.skipped;
        }
    }

    /** Hands the next split to a reader, or gives {@code null} if nothing is to be had now. */
    PollSplit take(int reader, long nowMillis) {
        if (!unheard.isEmpty()) {
            return null;
        }
        PollSplit split = takeReturned(reader);
        if (split == null) {
            split = takeDue(reader, nowMillis);
        }
        if (split != null) {
            putRunning(split, reader);
        }
        return split;
    }

    private PollSplit takeReturned(int reader) {
        List<PollSplit> passedOver = new ArrayList<>();
        PollSplit found = null;
        Set<Chunk> kept = new HashSet<>();
        while (found == null && !returned.isEmpty()) {
            PollSplit split = returned.poll();
            Set<Chunk> touched = chunks.of(split);
            // An older split of the same chunk that has to wait keeps the newer ones waiting.
            boolean waits =
                    touched.stream()
                            .anyMatch(chunk -> chunk.isHeld(recovering) || kept.contains(chunk));
            boolean foreign =
                    !touched.isEmpty() && touched.iterator().next().ownerAmong(readers) != reader;
            if (waits
                    || foreign
                    || (rules.goesInStep(split) && isAnyoneBehind(split, passedOver))) {
                passedOver.add(split);
                kept.addAll(touched);
            } else {
                touched.forEach(chunk -> chunk.returned--);
                found = chunks.withFingerprints(split);
            }
        }
        returned.addAll(passedOver);
        return found;
    }

    private PollSplit takeDue(int reader, long nowMillis) {
        Chunk first = null;
        for (Chunk chunk : chunks.all()) {
            boolean free = chunk.returned == 0 && !chunk.isHeld(recovering);
            if (free
                    && chunk.ownerAmong(readers) == reader
                    && rules.isDue(chunk.nextFiring, nowMillis)
                    && (first == null || chunk.nextFiring < first.nextFiring)) {
                first = chunk;
            }
        }
        if (first == null) {
            return null;
        }
        Choice choice = rules.choose(first.nextFiring, nowMillis);
        if (rules.goesInStep(choice) && isAnyoneBehind(choice.firing)) {
            return null;
        }
        PollSplit split =
                PollSplit.fresh(
                        first.items, choice.firing, first.windowStart(), new Fingerprints(0));
        first.handedOut(choice.firing);
        first.nextFiring = rules.next(choice.firing);
        skipped += choice.skipped;
        caughtUp += choice.caughtUp ? 1 : 0;
        return chunks.withFingerprints(split);
    }

    private boolean isAnyoneBehind(PollSplit split, List<PollSplit> olderOnes) {
        return isAnyoneBehind(split.scheduledMillis())
                || olderOnes.stream().anyMatch(o -> o.scheduledMillis() < split.scheduledMillis());
    }

    private boolean isAnyoneBehind(long firing) {
        // A reader that was reset may come back with something older.
        return !recovering.isEmpty()
                || running.values().stream().anyMatch(r -> r.split.scheduledMillis() < firing)
                || returned.stream().anyMatch(split -> split.scheduledMillis() < firing)
                || chunks.all().stream().anyMatch(chunk -> chunk.nextFiring < firing);
    }

    /** Notes that a split is done. A split that nobody knows of (any more) changes nothing. */
    void finish(PollSplit split) {
        if (removeRunning(split.splitId()) != null) {
            chunks.noteFinished(split);
        }
    }

    /** Takes back what a reader that was reset has lost, and waits for what it still holds. */
    void giveBack(List<PollSplit> splits, int reader) {
        recovering.set(reader);
        for (PollSplit split : splits) {
            removeRunning(split.splitId());
            putReturned(split);
        }
        splits.forEach(split -> chunks.of(split).forEach(this::rewind));
    }

    /** Goes back to the fingerprints before those splits that are to be done again. */
    private void rewind(Chunk chunk) {
        PollSplit lost = returnedOf(chunk);
        while (lost != null) {
            chunks.rewind(chunk, lost);
            lost = returnedOf(chunk);
        }
    }

    /** The returned split from which the chunk has its fingerprints, if that is so. */
    private PollSplit returnedOf(Chunk chunk) {
        return returned.stream()
                .filter(split -> split.scheduledMillis() == chunk.fingerprintsOf)
                .filter(split -> chunks.of(split).contains(chunk))
                .findFirst()
                .orElse(null);
    }

    /**
     * Notes what a reader holds after its start.
     *
     * @return splits that were thought to be with a reader and are with none, now to be done again
     */
    List<PollSplit> hold(int reader, List<PollSplit> splits) {
        recovering.clear(reader);
        unheard.clear(reader);
        Set<String> held = new HashSet<>();
        for (PollSplit split : splits) {
            held.add(split.splitId());
            removeRunning(split.splitId());
            putRunning(split, reader);
        }
        List<PollSplit> lost = new ArrayList<>();
        for (Running entry : new ArrayList<>(running.values())) {
            boolean claimed =
                    entry.reader == Chunk.NO_READER
                            ? !unheard.isEmpty()
                            : entry.reader != reader || held.contains(entry.split.splitId());
            if (!claimed) {
                removeRunning(entry.split.splitId());
                putReturned(entry.split);
                lost.add(entry.split);
            }
        }
        return lost;
    }

    private void putRunning(PollSplit split, int reader) {
        running.put(split.splitId(), new Running(split, reader));
        chunks.of(split).forEach(chunk -> chunk.givenTo(reader));
    }

    private Running removeRunning(String splitId) {
        Running removed = running.remove(splitId);
        if (removed != null) {
            chunks.of(removed.split)
                    .forEach(chunk -> chunk.takenFrom(removed.reader, lastCheckpoint));
        }
        return removed;
    }

    private void putReturned(PollSplit split) {
        returned.add(split);
        chunks.of(split).forEach(chunk -> chunk.returned++);
    }

    /** Whether nothing is left that could be handed out, now or later. */
    boolean isExhausted() {
        return unheard.isEmpty()
                && returned.isEmpty()
                && chunks.all().stream().allMatch(chunk -> chunk.nextFiring == Schedule.NEVER);
    }

    boolean isBusy(int reader) {
        return running.values().stream().anyMatch(entry -> entry.reader == reader);
    }

    int running() {
        return running.size();
    }

    long skipped() {
        return skipped;
    }

    long caughtUp() {
        return caughtUp;
    }

    void checkpointCompleted(long checkpoint) {
        chunks.all().forEach(chunk -> chunk.checkpointCompleted(checkpoint, recovering));
    }

    EnumeratorState snapshot(long checkpoint) {
        lastCheckpoint = Math.max(lastCheckpoint, checkpoint);
        List<PollSplit> splits = new ArrayList<>();
        running.values().forEach(entry -> splits.add(entry.split));
        List<PollSplit> waiting = new ArrayList<>(returned);
        waiting.sort(Comparator.comparingLong(PollSplit::scheduledMillis));
        return chunks.snapshot(splits, waiting);
    }

    private static final class Running {

        final PollSplit split;
        final int reader;

        Running(PollSplit split, int reader) {
            this.split = split;
            this.reader = reader;
        }
    }
}
