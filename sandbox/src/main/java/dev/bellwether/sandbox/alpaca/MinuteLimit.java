// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import dev.bellwether.sandbox.http.Reply;
import java.util.function.LongSupplier;

/** So many requests in each minute of the clock on the wall. Thread-safe. */
final class MinuteLimit {

    private static final long MINUTE_MILLIS = 60_000;

    private final int limit;
    private final LongSupplier clock;
    private long minute;
    private int used;

    /**
     * @param clock epoch milliseconds
     */
    MinuteLimit(int limit, LongSupplier clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Takes one request, or says that none is left in this minute. */
    synchronized boolean take() {
        enter();
        if (used >= limit) {
            return false;
        }
        used++;
        return true;
    }

    private void enter() {
        long now = clock.getAsLong() / MINUTE_MILLIS;
        if (now != minute) {
            minute = now;
            used = 0;
        }
    }

    /** The reply with the headers that tell of the limit. */
    synchronized Reply tell(Reply reply) {
        enter();
        return reply.with("X-Ratelimit-Limit", String.valueOf(limit))
                .with("X-Ratelimit-Remaining", String.valueOf(limit - used))
                .with("X-Ratelimit-Reset", String.valueOf((minute + 1) * MINUTE_MILLIS / 1000));
    }
}
