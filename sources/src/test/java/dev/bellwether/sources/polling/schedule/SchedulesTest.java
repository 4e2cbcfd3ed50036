// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final TradingDays WEEKDAYS_BUT_INDEPENDENCE_DAY =
            day ->
                    day.getDayOfWeek() != DayOfWeek.SATURDAY
                            && day.getDayOfWeek() != DayOfWeek.SUNDAY
                            && !day.equals(LocalDate.of(2025, 7, 4));

    @Test
    void shouldAlignAFixedRateToTheEpoch() {
        Schedule schedule = Schedule.every(Duration.ofMinutes(5));

        assertThat(schedule.next(millis("2025-01-02T10:02:17Z")))
                .isEqualTo(millis("2025-01-02T10:05:00Z"));
        assertThat(schedule.next(millis("2025-01-02T10:05:00Z")))
                .isEqualTo(millis("2025-01-02T10:10:00Z"));
        assertThat(schedule.latest(millis("2025-01-02T10:05:00Z")))
                .isEqualTo(millis("2025-01-02T10:05:00Z"));
        assertThat(schedule.latest(millis("2025-01-02T10:04:59.999Z")))
                .isEqualTo(millis("2025-01-02T10:00:00Z"));
    }

    @Test
    void shouldAlignAFixedRateToItsAnchor() {
        Schedule schedule =
                Schedule.every(Duration.ofHours(1), Instant.parse("2025-01-02T00:07:00Z"));

        assertThat(schedule.next(millis("2024-12-31T23:30:00Z")))
                .isEqualTo(millis("2025-01-01T00:07:00Z"));
    }

    @Test
    void shouldRefuseAnIntervalBelowAMillisecond() {
        assertThatThrownBy(() -> Schedule.every(Duration.ofNanos(900)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 ms");
    }

    @Property(tries = 200)
    void shouldCountFiringsAsIfOneByOne(
            @ForAll @LongRange(min = -5000, max = 5000) long from,
            @ForAll @LongRange(min = -100, max = 3000) long length,
            @ForAll @LongRange(min = 1, max = 700) long interval) {
        Schedule schedule = Schedule.every(Duration.ofMillis(interval), Instant.ofEpochMilli(13));

        long counted = 0;
        for (long at = from; at < from + length; at++) {
            counted += Math.floorMod(at - 13, interval) == 0 ? 1 : 0;
        }
        assertThat(schedule.count(from, from + length)).isEqualTo(counted);
    }

    @Test
    void shouldCountTheFiringsOfACron() {
        Schedule schedule = Schedule.cron("0 12 * * *", ZoneOffset.UTC);

        assertThat(schedule.count(millis("2025-01-01T12:00:00Z"), millis("2025-01-04T12:00:00Z")))
                .isEqualTo(3);
    }

    @Test
    void shouldJumpOverDaysOff() {
        Schedule schedule =
                Schedule.cron("30 16 * * *", NEW_YORK)
                        .onTradingDays(WEEKDAYS_BUT_INDEPENDENCE_DAY, NEW_YORK);
        long thursday = millis("2025-07-03T20:30:00Z");
        long monday = millis("2025-07-07T20:30:00Z");

        assertThat(schedule.next(thursday)).isEqualTo(monday);
        assertThat(schedule.latest(monday - 1)).isEqualTo(thursday);
        assertThat(schedule.latest(monday)).isEqualTo(monday);
    }

    @Test
    void shouldTakeTheDayOfTheMarketNotOfTheClock() {
        // Every hour, on days of New York: Sunday 20:00 there is Monday in UTC.
        Schedule schedule =
                Schedule.every(Duration.ofHours(1))
                        .onTradingDays(WEEKDAYS_BUT_INDEPENDENCE_DAY, NEW_YORK);

        assertThat(schedule.next(millis("2025-07-06T23:59:00Z")))
                .isEqualTo(millis("2025-07-07T04:00:00Z"));
        assertThat(schedule.latest(millis("2025-07-05T12:00:00Z")))
                .isEqualTo(millis("2025-07-04T03:00:00Z"));
    }

    @Test
    void shouldEndWhenTheCalendarEnds() {
        Schedule schedule =
                Schedule.every(Duration.ofDays(1))
                        .onTradingDays(day -> day.getYear() == 2024, ZoneOffset.UTC);

        assertThat(schedule.next(millis("2024-12-31T00:00:00Z"))).isEqualTo(Schedule.NEVER);
        assertThat(schedule.latest(millis("2023-12-31T00:00:00Z"))).isEqualTo(Schedule.NOT_YET);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
