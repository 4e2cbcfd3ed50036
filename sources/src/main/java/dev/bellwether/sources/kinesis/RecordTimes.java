// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Reads {@code yyyy-MM-dd}, then {@code T} or a space, {@code HH:mm}, optionally {@code :ss} with a
 * fraction, and optionally {@code Z} or an offset such as {@code +05:45} or {@code -0500}.
 *
 * <p>By hand, because a formatter of the JDK costs more than the rest of the record together. A
 * date without a time of day is not a moment and is refused; so is a second 60.
 */
final class RecordTimes {

    /** What {@link #millis} gives for text that is no time. */
    static final long UNREADABLE = Long.MIN_VALUE;

    /** Larger figures are milliseconds: as seconds they would be in the year 5138 or later. */
    private static final double MAX_SECONDS = 1e11;

    private static final int SHORTEST = "yyyy-MM-ddTHH:mm".length();
    private static final int LONGEST = 40;

    private String text;
    private int at;

    /** Epoch milliseconds from epoch seconds or milliseconds. */
    static long ofEpoch(double secondsOrMillis) {
        return Math.round(
                Math.abs(secondsOrMillis) > MAX_SECONDS ? secondsOrMillis : secondsOrMillis * 1000);
    }

    /**
     * Epoch milliseconds, with smaller parts cut off.
     *
     * @param zone of a time that states none; {@code null} for UTC. Of an hour that is passed twice
     *     when clocks are set back, the first is meant; one that is left out counts as the hour
     *     after
     * @return {@link #UNREADABLE} if it is not such a time
     */
    long millis(String time, ZoneId zone) {
        if (time.length() < SHORTEST || time.length() > LONGEST) {
            return UNREADABLE;
        }
        text = time;
        at = 0;
        int year = digits(4);
        boolean valid = take('-');
        int month = digits(2);
        valid &= take('-');
        int day = digits(2);
        valid &= take('T') || take('t') || take(' ');
        int hour = digits(2);
        valid &= take(':');
        int minute = digits(2);
        int second = 0;
        int nanos = 0;
        if (take(':')) {
            second = digits(2);
            if (take('.') || take(',')) {
                nanos = fraction();
            }
        }
        if (!valid || (year | month | day | hour | minute | second | nanos) < 0) {
            return UNREADABLE;
        }
        if (hour > 23 || minute > 59 || second > 59 || !isDay(year, month, day)) {
            return UNREADABLE;
        }
        return resolve(LocalDate.of(year, month, day), hour, minute, second, nanos, zone);
    }

    private long resolve(LocalDate date, int hour, int minute, int second, int nanos, ZoneId zone) {
        if (at == text.length() && zone != null) {
            LocalDateTime local = LocalDateTime.of(date, LocalTime.of(hour, minute, second, nanos));
            return local.atZone(zone).toInstant().toEpochMilli();
        }
        long seconds = date.toEpochDay() * 86_400 + hour * 3_600 + minute * 60 + second;
        if (at < text.length() && !(take('Z') || take('z'))) {
            int sign = take('+') ? 1 : take('-') ? -1 : 0;
            int offsetHours = digits(2);
            take(':');
            int offsetMinutes = at == text.length() ? 0 : digits(2);
            if (sign == 0 || offsetHours < 0 || offsetHours > 18 || offsetMinutes < 0) {
                return UNREADABLE;
            }
            seconds -= sign * (offsetHours * 3_600L + offsetMinutes * 60L);
        }
        return at == text.length() ? seconds * 1000 + nanos / 1_000_000 : UNREADABLE;
    }

    /** The zone of this name, or {@code null} if there is none. */
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            // The record is what is wrong: its reader says so.
            return null;
        }
    }

    private static boolean isDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** That many digits as a number; negative if there are fewer. */
    private int digits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = at < text.length() ? text.charAt(at) - '0' : -1;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            at++;
        }
        return value;
    }

    /** 1 to 9 or more digits as nanoseconds; negative if there is none. */
    private int fraction() {
        int nanos = 0;
        int unit = 100_000_000;
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            nanos += unit * (text.charAt(at) - '0');
            unit /= 10;
            at++;
        }
        return at == start ? -1 : nanos;
    }
}
