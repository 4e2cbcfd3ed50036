// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import java.util.concurrent.atomic.AtomicLong;

/** The calls that the plan allows. It is never refilled. Thread-safe. */
final class Quota {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    Quota(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("quota must not be negative, was " + limit);
        }
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    long left() {
        return limit - used.get();
    }

    /** Takes one call, or says that none is left. */
    boolean take() {
        return used.getAndUpdate(n -> Math.min(n + 1, limit)) < limit;
    }
}
