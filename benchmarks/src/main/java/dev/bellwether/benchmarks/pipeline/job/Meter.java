// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many records have entered the writers of the job of this JVM, looked at every few
 * milliseconds of a turn, and how long they took.
 *
 * <p>A rate is measured from the first moment of a turn: a job that gathers its rows and gives them
 * in bursts, as SQL does whenever its time goes on, is not judged by a burst. It is measured until
 * nearly all have arrived: the last rows of SQL come only when its time goes on again.
 */
final class Meter {

    /** The share of a turn's records whose arrival ends the time. */
    static final double MEASURED = 0.97;

    private static final LongAdder RECORDS = new LongAdder();

    private final LongSupplier nanoTime;
    private final long before = count();
    private final long began;

    /** Nanoseconds and records until then, in order. */
    private final List<long[]> news = new ArrayList<>();

    private long records;
    private long lastNews;

    Meter() {
        this(System::nanoTime);
    }

    Meter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.lastNews = began;
    }

    /** Counts records; from any thread. */
    static void records(int count) {
        RECORDS.add(count);
    }

    /** Records since the process began. */
    static long count() {
        return RECORDS.sum();
    }

    /** Takes a look; returns the records of this turn until now. */
    long look() {
        long now = count() - before;
        if (now != records) {
            records = now;
            lastNews = nanoTime.getAsLong();
            news.add(new long[] {lastNews, records});
        }
        return records;
    }

    /** How long nothing has come. */
    long silentNanos() {
        return nanoTime.getAsLong() - lastNews;
    }

    /**
     * Records per second of a turn of so many, from its beginning to the first look that saw {@link
     * #MEASURED} of them.
     *
     * @throws IllegalStateException if fewer have arrived
     */
    double perSecond(long ofTurn) {
        for (long[] then : news) {
            if (then[1] >= ofTurn * MEASURED) {
                return then[1] * 1e9 / (then[0] - began);
            }
        }
        throw new IllegalStateException("only " + records + " of " + ofTurn + " have arrived");
    }
}
