// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * Sees to it that no record waits longer than the linger for its batch to fill. One timer at most
 * is registered at a time; it fires on the task's thread.
 */
final class LingerTimer {

    private final BatchWriter<?> writer;
    private final ProcessingTimeService time;
    private final long lingerMillis;
    private long oldestMillis;
    private boolean waiting;
    private boolean registered;

    LingerTimer(BatchWriter<?> writer, ProcessingTimeService time, long lingerMillis) {
        this.writer = writer;
        this.time = time;
        this.lingerMillis = lingerMillis;
    }

    /** To be called after each write. */
    void written() {
        if (writer.isEmpty()) {
            waiting = false;
        } else if (!waiting) {
            waiting = true;
            oldestMillis = time.getCurrentProcessingTime();
            register(oldestMillis + lingerMillis);
        }
    }

    /** To be called after each flush. */
    void flushed() {
        waiting = false;
    }

    private void register(long atMillis) {
        if (!registered) {
            registered = true;
            time.registerTimer(atMillis, this::fire);
        }
    }

    private void fire(long nowMillis) throws IOException, InterruptedException {
        registered = false;
        if (!waiting) {
            return;
        }
        long due = oldestMillis + lingerMillis;
        if (nowMillis >= due) {
            writer.flush();
            waiting = false;
        } else {
            // The batch it was set for has gone by itself; this one is younger.
            register(due);
        }
    }
}
