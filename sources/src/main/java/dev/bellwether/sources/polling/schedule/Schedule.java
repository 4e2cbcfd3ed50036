// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A set of firings, looked up forwards and backwards.
 *
 * <p>The set is a pure function of time: two calls with the same argument give the same answer, on
 * any machine and after any restart, and {@code latest(next(t)) == next(t)}.
 */
public interface Schedule extends Serializable {

    /** What {@link #next} gives when nothing comes any more. */
    long NEVER = Long.MAX_VALUE;

    /** What {@link #latest} gives when nothing has been yet. */
    long NOT_YET = Long.MIN_VALUE;

    /**
     * The first firing later than {@code afterMillis}, or {@link #NEVER}. Epoch milliseconds UTC.
     */
    long next(long afterMillis);

    /** The last firing at or before {@code atMillis}, or {@link #NOT_YET}. */
    long latest(long atMillis);

    /**
     * How many firings lie in {@code [fromMillis, untilMillis)}. Counting may stop at 100,000: the
     * figure is for metrics.
     */
    default long count(long fromMillis, long untilMillis) {
        long count = 0;
        for (long firing = next(fromMillis - 1);
                firing < untilMillis && count < 100_000;
                firing = next(firing)) {
            count++;
        }
        return count;
    }

    /** A firing at every multiple of {@code interval} since the epoch. */
    static Schedule every(Duration interval) {
        return every(interval, Instant.EPOCH);
    }

    /**
     * A firing at {@code anchor} and at every multiple of {@code interval} before and after it.
     *
     * @throws IllegalArgumentException if the interval is shorter than a millisecond
     */
    static Schedule every(Duration interval, Instant anchor) {
        return new FixedRateSchedule(interval.toMillis(), anchor.toEpochMilli());
    }

    /**
     * Firings by a cron expression, in local time of a zone; see {@link CronSchedule}.
     *
     * @throws IllegalArgumentException if the expression cannot be read or never fires
     */
    static Schedule cron(String expression, ZoneId zone) {
        return new CronSchedule(expression, zone);
    }

    /** The firings of this schedule whose date in {@code zone} is a trading day. */
    default Schedule onTradingDays(TradingDays days, ZoneId zone) {
        return new TradingDaySchedule(this, days, zone);
    }
}
