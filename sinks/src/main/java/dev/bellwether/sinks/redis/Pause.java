// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import io.github.resilience4j.core.IntervalFunction;

/**
 * The waiting between attempts: exponential with jitter, and bounded, so that writers that lost the
 * same server do not come back in step. Blocks the task's thread, which is the back-pressure.
 */
class Pause {

    private static final double FACTOR = 2.0;
    private static final double JITTER = 0.5;

    private final IntervalFunction intervals;
    private int attempt;

    Pause(WriteSettings settings) {
        this.intervals =
                IntervalFunction.ofExponentialRandomBackoff(
                        settings.initialBackoff.toMillis(),
                        FACTOR,
                        JITTER,
                        settings.maxBackoff.toMillis());
    }

    /** Waits for the next interval. */
    final void beforeNextAttempt() throws InterruptedException {
        sleep(intervals.apply(++attempt));
    }

    /** Whether nothing was waited for since something worked. */
    final boolean isFirst() {
        return attempt == 0;
    }

    /** Something worked: the next trouble begins with the shortest interval. */
    final void startOver() {
        attempt = 0;
    }

    /** Monotonic, in nanoseconds. */
    long nanoTime() {
        return System.nanoTime();
    }

    void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
