// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other processes to come to an agreement. */
final class Waiting {

    private static final long PAUSE_NANOS = 20_000_000;

    private Waiting() {}

    /**
     * Returns when the condition holds.
     *
     * @param deadlineNanos on the clock of {@link System#nanoTime}
     */
    static void until(long deadlineNanos, String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for " + what);
            }
        }
    }
}
