// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The firings of another schedule that fall on trading days.
 *
 * <p>A day off is jumped over as a whole. A calendar that knows no trading day within a year is
 * taken to have ended.
 */
final class TradingDaySchedule implements Schedule {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_BREAK_DAYS = 366;

    private final Schedule schedule;
    private final TradingDays days;
    private final ZoneId zone;

    TradingDaySchedule(Schedule schedule, TradingDays days, ZoneId zone) {
        this.schedule = schedule;
        this.days = days;
        this.zone = zone;
    }

    @Override
    public long next(long afterMillis) {
        long firing = schedule.next(afterMillis);
        while (firing != NEVER) {
            LocalDate day = dayOf(firing);
            LocalDate open = nextOpen(day);
            if (open == null) {
                return NEVER;
            }
            if (open.equals(day)) {
                return firing;
            }
            firing = schedule.next(startOf(open) - 1);
        }
        return NEVER;
    }

    @Override
    public long latest(long atMillis) {
        long firing = schedule.latest(atMillis);
        while (firing != NOT_YET) {
            LocalDate day = dayOf(firing);
            LocalDate open = latestOpen(day);
            if (open == null) {
                return NOT_YET;
            }
            if (open.equals(day)) {
                return firing;
            }
            firing = schedule.latest(startOf(open.plusDays(1)) - 1);
        }
        return NOT_YET;
    }

    private LocalDate nextOpen(LocalDate from) {
        for (int ahead = 0; ahead <= LONGEST_BREAK_DAYS; ahead++) {
            if (days.isTradingDay(from.plusDays(ahead))) {
                return from.plusDays(ahead);
            }
        }
        return null;
    }

    private LocalDate latestOpen(LocalDate from) {
        for (int back = 0; back <= LONGEST_BREAK_DAYS; back++) {
            if (days.isTradingDay(from.minusDays(back))) {
                return from.minusDays(back);
            }
        }
        return null;
    }

    private LocalDate dayOf(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    @Override
    public String toString() {
        return schedule + " on trading days of " + zone;
    }
}
