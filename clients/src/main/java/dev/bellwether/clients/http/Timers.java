// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.time.Clock;
import java.time.Duration;

/** Time and waiting, as one thing that tests replace: no code here waits in another way. */
public interface Timers {

    /** Something that is going to happen unless it is cancelled. */
    @FunctionalInterface
    interface Task {

        /** Does nothing if it has happened or was cancelled before. */
        void cancel();
    }

    /** Time of day, for dates that services state. */
    Clock clock();

    /** A clock that never jumps, for durations; as {@link System#nanoTime()}. */
    long nanoTime();

    /** Runs a short task, which must not block, after a delay. */
    Task schedule(Duration delay, Runnable task);

    /** Real time. One daemon thread for the process, which ends when it has been idle a while. */
    static Timers system() {
        return SystemTimers.INSTANCE;
    }
}
