// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many records have entered the writers of the job of this JVM, looked at every few
 * milliseconds of a turn.
 */
final class Meter {

    private static final LongAdder RECORDS = new LongAdder();

    private static final double FROM = 0.2;
    private static final double TO = 0.98;

    private final long before = count();
    private final List<long[]> samples = new ArrayList<>();

    Meter() {
        samples.add(new long[] {System.nanoTime(), 0});
    }

    /** Counts records; from any thread. */
    static void records(int count) {
        RECORDS.add(count);
    }

    /** Records since the process began. */
    static long count() {
        return RECORDS.sum();
    }

    /** Takes a sample; returns the records of this turn until now. */
    long sample() {
        long records = count() - before;
        if (records != samples.get(samples.size() - 1)[1]) {
            samples.add(new long[] {System.nanoTime(), records});
        }
        return records;
    }

    /** Records per second of a turn of so many records. */
    double perSecond(long records) {
        return perSecond(samples, records);
    }

    /**
     * The rate between the first samples with a fifth and with 98 % of the records. How a turn
     * starts and ends is not in it.
     *
     * @param samples pairs of nanoseconds and records until then, in order
     */
    static double perSecond(List<long[]> samples, long records) {
        long[] from = firstWith(samples, (long) Math.ceil(records * FROM));
        long[] to = firstWith(samples, (long) Math.floor(records * TO));
        if (from[0] >= to[0]) {
            throw new IllegalStateException("too few records for a rate: " + records);
        }
        return (to[1] - from[1]) * 1e9 / (to[0] - from[0]);
    }

    private static long[] firstWith(List<long[]> samples, long records) {
        for (long[] sample : samples) {
            if (sample[1] >= records) {
                return sample;
            }
        }
        throw new IllegalStateException("no sample has " + records + " records");
    }
}
