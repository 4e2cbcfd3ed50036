// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The sessions of the New York Stock Exchange and Nasdaq since 2000, by NYSE rule 7.2 as it stands,
 * with what was closed out of turn; dates are New York's.
 *
 * <p>Holidays: New Year's Day, Martin Luther King's Day, Washington's Birthday, Good Friday,
 * Memorial Day, Juneteenth (since 2022), Independence Day, Labor Day, Thanksgiving, Christmas. One
 * on a Sunday is kept on Monday, one on a Saturday on Friday, but New Year's Day on a Saturday is
 * not kept (the Friday ends a year of accounts). Half days end at 13:00: the day after
 * Thanksgiving, Christmas Eve, and the third of July, where these are sessions and the holiday is
 * not kept on them.
 *
 * <p>Closed out of turn: 2001-09-11 to 14, 2004-06-11 (Reagan), 2007-01-02 (Ford), 2012-10-29 and
 * 30 (Hurricane Sandy), 2018-12-05 (Bush), 2025-01-09 (Carter). A day of mourning to come is not
 * known here: its poll finds no new bars. Source: nyse.com, Hours and Calendars, and NYSE's list of
 * special closings.
 */
public final class UsSessions implements Serializable {

    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final long serialVersionUID = 1L;

    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);
    private static final int FIRST_JUNETEENTH = 2022;

    private static final Set<LocalDate> OUT_OF_TURN =
            Set.of(
                    LocalDate.of(2001, 9, 11),
                    LocalDate.of(2001, 9, 12),
                    LocalDate.of(2001, 9, 13),
                    LocalDate.of(2001, 9, 14),
                    LocalDate.of(2004, 6, 11),
                    LocalDate.of(2007, 1, 2),
                    LocalDate.of(2012, 10, 29),
                    LocalDate.of(2012, 10, 30),
                    LocalDate.of(2018, 12, 5),
                    LocalDate.of(2025, 1, 9));

    /** Whether there is a session on that day, be it a half day. */
    public boolean isTradingDay(LocalDate day) {
        return !isWeekend(day) && !OUT_OF_TURN.contains(day) && !isHoliday(day);
    }

    /** Whether the session of that day ends at 13:00. */
    public boolean isHalfDay(LocalDate day) {
        if (!isTradingDay(day)) {
            return false;
        }
        boolean afterThanksgiving = day.equals(thanksgiving(day.getYear()).plusDays(1));
        boolean christmasEve = day.getMonth() == Month.DECEMBER && day.getDayOfMonth() == 24;
        boolean beforeIndependence =
                day.getMonth() == Month.JULY
                        && day.getDayOfMonth() == 3
                        && day.getDayOfWeek() != DayOfWeek.FRIDAY;
        return afterThanksgiving || christmasEve || beforeIndependence;
    }

    /**
     * When the session of that day ends.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Instant close(LocalDate day) {
        if (!isTradingDay(day)) {
            throw new IllegalArgumentException("no session on " + day);
        }
        return endOf(day);
    }

    /**
     * When the session of that day begins.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Instant open(LocalDate day) {
        if (!isTradingDay(day)) {
            throw new IllegalArgumentException("no session on " + day);
        }
        return day.atTime(OPEN).atZone(ZONE).toInstant();
    }

    /** When the session of that day ends, or would if there was one. */
    public Instant endOf(LocalDate day) {
        return day.atTime(isHalfDay(day) ? EARLY_CLOSE : CLOSE).atZone(ZONE).toInstant();
    }

    /** The session that is on at that time or, if none is, the last one that was. */
    public LocalDate current(Instant time) {
        LocalDate day = time.atZone(ZONE).toLocalDate();
        boolean begun = !time.atZone(ZONE).toLocalTime().isBefore(OPEN);
        return isTradingDay(day) && begun ? day : previous(day);
    }

    /** The last session that had ended at that time. */
    public LocalDate lastClosed(Instant time) {
        LocalDate day = time.atZone(ZONE).toLocalDate();
        return isTradingDay(day) && !close(day).isAfter(time) ? day : previous(day);
    }

    /** The session before that day. */
    public LocalDate previous(LocalDate day) {
        LocalDate earlier = day.minusDays(1);
        while (!isTradingDay(earlier)) {
            earlier = earlier.minusDays(1);
        }
        return earlier;
    }

    /** The session after that day. */
    public LocalDate next(LocalDate day) {
        LocalDate later = day.plusDays(1);
        while (!isTradingDay(later)) {
            later = later.plusDays(1);
        }
        return later;
    }

    /** The session that lies so many sessions before the given one; 0 gives that one. */
    public LocalDate back(LocalDate session, int sessions) {
        LocalDate day = session;
        for (int i = 0; i < sessions; i++) {
            day = previous(day);
        }
        return day;
    }

    /** The sessions from one day to another, both included. */
    public List<LocalDate> between(LocalDate first, LocalDate last) {
        List<LocalDate> sessions = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (isTradingDay(day)) {
                sessions.add(day);
            }
        }
        return Collections.unmodifiableList(sessions);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static boolean isHoliday(LocalDate day) {
        int year = day.getYear();
        switch (day.getMonth()) {
            case JANUARY:
                return isNewYear(day) || day.equals(monday(year, Month.JANUARY, 3));
            case FEBRUARY:
                return day.equals(monday(year, Month.FEBRUARY, 3));
            case MARCH:
            case APRIL:
                return day.equals(easter(year).minusDays(2));
            case MAY:
                return day.equals(
                        LocalDate.of(year, 5, 1)
                                .with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
            case JUNE:
                return year >= FIRST_JUNETEENTH && day.equals(kept(LocalDate.of(year, 6, 19)));
            case JULY:
                return day.equals(kept(LocalDate.of(year, 7, 4)));
            case SEPTEMBER:
                return day.equals(monday(year, Month.SEPTEMBER, 1));
            case NOVEMBER:
                return day.equals(thanksgiving(year));
            case DECEMBER:
                return day.equals(kept(LocalDate.of(year, 12, 25)));
            default:
                return false;
        }
    }

    private static boolean isNewYear(LocalDate day) {
        LocalDate first = LocalDate.of(day.getYear(), 1, 1);
        return day.equals(first.getDayOfWeek() == DayOfWeek.SUNDAY ? first.plusDays(1) : first);
    }

    private static LocalDate kept(LocalDate holiday) {
        switch (holiday.getDayOfWeek()) {
            case SATURDAY:
                return holiday.minusDays(1);
            case SUNDAY:
                return holiday.plusDays(1);
            default:
                return holiday;
        }
    }

    private static LocalDate monday(int year, Month month, int ordinal) {
        return LocalDate.of(year, month, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    /** Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = b / 4;
        int e = b % 4;
        int g = (b - (b + 8) / 25 + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30;
        int k = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * k) / 451;
        int days = h + k - 7 * m + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
