// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import java.time.Duration;
import java.time.Instant;

/** Firings at {@code anchor + k * interval} for every whole k. Each look-up is O(1). */
final class FixedRateSchedule implements Schedule {

    private static final long serialVersionUID = 1L;

    private final long intervalMillis;
    private final long anchorMillis;

    FixedRateSchedule(long intervalMillis, long anchorMillis) {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException(
                    "interval must be at least 1 ms, was " + intervalMillis + " ms");
        }
        this.intervalMillis = intervalMillis;
        this.anchorMillis = anchorMillis;
    }

    @Override
    public long next(long afterMillis) {
        return latest(afterMillis) + intervalMillis;
    }

    @Override
    public long latest(long atMillis) {
        long index = Math.floorDiv(atMillis - anchorMillis, intervalMillis);
        return anchorMillis + index * intervalMillis;
    }

    @Override
    public long count(long fromMillis, long untilMillis) {
        if (untilMillis <= fromMillis) {
            return 0;
        }
        return (latest(untilMillis - 1) - latest(fromMillis - 1)) / intervalMillis;
    }

    @Override
    public String toString() {
        return "every "
                + Duration.ofMillis(intervalMillis)
                + " from "
                + Instant.ofEpochMilli(anchorMillis);
    }
}
