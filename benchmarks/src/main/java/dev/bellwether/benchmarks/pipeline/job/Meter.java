// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many records have reached the sinks of the job that runs in this JVM, looked at every few
 * milliseconds. The rate is taken over the last four fifths of the records: starting the job is not
 * in it. At most one batch of each sink is counted and not yet accepted.
 */
final class Meter {

    private static final LongAdder RECORDS = new LongAdder();
    private static final long EVERY_MILLIS = 10;
    private static final double WARM_SHARE = 0.2;

    private final List<long[]> samples = new ArrayList<>();
    private final Thread sampler = new Thread(this::sample, "meter");
    private volatile boolean stopped;

    private Meter() {}

    /** Counts one record; from any thread. */
    static void record() {
        RECORDS.increment();
    }

    /** Records until now. */
    static long count() {
        return RECORDS.sum();
    }

    static Meter start() {
        RECORDS.reset();
        Meter meter = new Meter();
        meter.sampler.setDaemon(true);
        meter.sampler.start();
        return meter;
    }

    private void sample() {
        long last = -1;
        while (!stopped) {
            long records = RECORDS.sum();
            if (records != last) {
                samples.add(new long[] {System.nanoTime(), records});
                last = records;
            }
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        samples.add(new long[] {System.nanoTime(), RECORDS.sum()});
    }

    void stop() throws InterruptedException {
        stopped = true;
        sampler.join();
    }

    /** Records of the whole job; to be called after {@link #stop}. */
    long records() {
        return samples.get(samples.size() - 1)[1];
    }

    /** Records per second; to be called after {@link #stop}. */
    double perSecond() {
        return perSecond(samples);
    }

    /**
     * Rate between the first sample with a fifth of the records and the first with all of them.
     *
     * @param samples pairs of nanoseconds and records until then, in order
     */
    static double perSecond(List<long[]> samples) {
        long total = samples.get(samples.size() - 1)[1];
        long[] from = firstWith(samples, (long) Math.ceil(total * WARM_SHARE));
        long[] to = firstWith(samples, total);
        if (from[0] == to[0]) {
            throw new IllegalStateException("too few records for a rate: " + total);
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
