// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import dev.bellwether.benchmarks.pipeline.tape.Tape;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says to the sources of this JVM how far and how fast they may play the tape. They wait at the
 * limit, so that a job stays as it is, with its state full and its code compiled, between the turns
 * of a measurement.
 *
 * <p>One per JVM: the tape is too large for a job graph, and job and orders are in the same
 * process.
 */
public final class Player {

    private static final int MOST_SHARDS = 64;
    private static final long SETTLE_MILLIS = 50;

    private static volatile Player current;

    private final Tape tape;
    private final AtomicInteger readers = new AtomicInteger();

    /** The first record of each shard's reader that was not played yet, or a later one. */
    private final AtomicLongArray reached = new AtomicLongArray(MOST_SHARDS);

    private volatile Stretch stretch = new Stretch(0, Double.POSITIVE_INFINITY, 0);
    private volatile CompletableFuture<Void> changed = new CompletableFuture<>();

    private Player(Tape tape) {
        this.tape = tape;
    }

    /** The player of this JVM, at the tape's beginning, standing. */
    public static Player load(Tape tape) {
        current = new Player(tape);
        return current;
    }

    static Player get() {
        Player loaded = current;
        if (loaded == null) {
            throw new IllegalStateException("no tape was loaded");
        }
        return loaded;
    }

    /** Plays on until record {@code limit}, as fast as the records are taken. */
    public void play(long limit) {
        next(new Stretch(limit, Double.POSITIVE_INFINITY, stretch.limit));
    }

    /**
     * Plays on until record {@code limit} at a fixed rate: the n-th record from now is due n / rate
     * from now. One that leaves late, because the job did not take it earlier, keeps the time at
     * which it was due.
     */
    public void play(long limit, double perSecond) {
        next(new Stretch(limit, perSecond, stretch.limit));
    }

    /** Stops every source behind the same record; returns how many were played. */
    public long stop() throws InterruptedException {
        next(new Stretch(0, Double.POSITIVE_INFINITY, 0));
        long limit = furthest();
        long before;
        do {
            Thread.sleep(SETTLE_MILLIS);
            before = limit;
            limit = furthest();
        } while (limit != before);
        next(new Stretch(limit, Double.POSITIVE_INFINITY, 0));
        return limit;
    }

    private long furthest() {
        long furthest = 0;
        for (int shard = 0; shard < MOST_SHARDS; shard++) {
            furthest = Math.max(furthest, reached.get(shard));
        }
        return furthest;
    }

    /** How many readers have a shard and wait or play. */
    public int readers() {
        return readers.get();
    }

    void readerStarted() {
        readers.incrementAndGet();
    }

    Tape tape() {
        return tape;
    }

    Stretch stretch() {
        return stretch;
    }

    /** Completed with the next change after this call. */
    CompletableFuture<Void> change() {
        return changed;
    }

    void reached(int shard, long record) {
        reached.lazySet(shard, record);
    }

    private void next(Stretch next) {
        // In this order: who saw the old stretch waits for the old future, which completes.
        stretch = next;
        CompletableFuture<Void> over = changed;
        changed = new CompletableFuture<>();
        over.complete(null);
    }

    /** From one record to another at one rate. */
    static final class Stretch {

        final long limit;
        final double perSecond;
        final long from;
        final long startNanos = System.nanoTime();
        final long startMillis = System.currentTimeMillis();

        Stretch(long limit, double perSecond, long from) {
            this.limit = limit;
            this.perSecond = perSecond;
            this.from = from;
        }

        boolean isPaced() {
            return perSecond < Double.POSITIVE_INFINITY;
        }

        /** When a record is due, in nanoseconds after the start. */
        long dueNanos(long record) {
            return (long) ((record - from) / perSecond * 1e9);
        }
    }
}
