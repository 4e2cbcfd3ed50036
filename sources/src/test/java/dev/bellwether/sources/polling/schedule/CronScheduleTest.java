// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CronScheduleTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String[] EXPRESSIONS = {
        "30 2 * * *",
        "30 1 * * *",
        "*/30 * * * *",
        "15 */2 * * *",
        "0,45 0-4 * * *",
        "30 16 * * 1-5",
        "0 0 1 * *",
        "*/20 30 2 * * ?"
    };

    @Test
    void shouldFireAtTheSameLocalTimeBeforeAndAfterTheClocksChange() {
        assertThat(forward("30 16 * * 1-5", "2025-03-06T23:00:00Z", 3))
                .containsExactly(
                        "2025-03-07T16:30-05:00",
                        "2025-03-10T16:30-04:00",
                        "2025-03-11T16:30-04:00");
    }

    @Test
    void shouldMakeUpAtTheJumpForATimeOfDayThatDoesNotExist() {
        assertThat(forward("30 2 * * *", "2025-03-08T12:00:00Z", 2))
                .containsExactly("2025-03-09T03:00-04:00", "2025-03-10T02:30-04:00");
    }

    @Test
    void shouldMakeUpOnlyOnceForManyTimesOfDayThatDoNotExist() {
        assertThat(forward("0,15,30 2,3 * * *", "2025-03-09T06:00:00Z", 3))
                .containsExactly(
                        "2025-03-09T03:00-04:00",
                        "2025-03-09T03:15-04:00",
                        "2025-03-09T03:30-04:00");
    }

    @Test
    void shouldFireOnceAtATimeOfDayThatComesTwice() {
        assertThat(forward("30 1 * * *", "2025-11-01T12:00:00Z", 2))
                .containsExactly("2025-11-02T01:30-04:00", "2025-11-03T01:30-05:00");
        // Also for someone who looks between the two.
        assertThat(forward("30 1 * * *", "2025-11-02T05:45:00Z", 1))
                .containsExactly("2025-11-03T01:30-05:00");
        assertThat(schedule("30 1 * * *").latest(millis("2025-11-02T12:00:00Z")))
                .isEqualTo(millis("2025-11-02T05:30:00Z"));
    }

    @Test
    void shouldFollowRealTimeIfEveryHourIsMeant() {
        assertThat(forward("*/30 * * * *", "2025-03-09T06:10:00Z", 2))
                .containsExactly("2025-03-09T01:30-05:00", "2025-03-09T03:00-04:00");
        assertThat(forward("0 * * * *", "2025-11-02T04:50:00Z", 3))
                .containsExactly(
                        "2025-11-02T01:00-04:00",
                        "2025-11-02T01:00-05:00",
                        "2025-11-02T02:00-05:00");
    }

    @Test
    void shouldReadSixFieldsAsQuartzWithSeconds() {
        assertThat(forward("*/10 * * * * ?", "2025-03-06T23:00:03.500Z", 2))
                .containsExactly("2025-03-06T18:00:10-05:00", "2025-03-06T18:00:20-05:00");
    }

    @Test
    void shouldEndWithAYearThatEnds() {
        Schedule schedule = schedule("0 0 12 31 12 ? 2025");
        long only = millis("2025-12-31T17:00:00Z");

        assertThat(schedule.next(0)).isEqualTo(only);
        assertThat(schedule.next(only)).isEqualTo(Schedule.NEVER);
        assertThat(schedule.latest(only - 1)).isEqualTo(Schedule.NOT_YET);
        assertThat(schedule.latest(only + 5)).isEqualTo(only);
    }

    @Test
    void shouldRefuseWhatIsNoCronOrNeverFires() {
        assertThatThrownBy(() -> schedule("61 0 * * *"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedule("soon")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedule("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedule("0 0 30 2 *"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never fires");
    }

    @Test
    void shouldSurviveSerialization() throws Exception {
        Schedule copy = InstantiationUtil.clone(schedule("30 2 * * *"));

        assertThat(copy.next(millis("2025-03-08T12:00:00Z")))
                .isEqualTo(millis("2025-03-09T07:00:00Z"));
    }

    /** Forwards and backwards must find the same firings, in the days around a change too. */
    @Property(tries = 150)
    void shouldFindTheSameFiringsBothWays(
            @ForAll @IntRange(max = 7) int expression,
            @ForAll boolean spring,
            @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long offset) {
        Schedule schedule = schedule(EXPRESSIONS[expression]);
        long start = millis(spring ? "2025-03-09T07:00:00Z" : "2025-11-02T06:00:00Z") + offset;

        List<Long> forwards = new ArrayList<>();
        for (long firing = schedule.next(start); forwards.size() < 8; ) {
            forwards.add(firing);
            long next = schedule.next(firing);
            assertThat(next).isGreaterThan(firing);
            assertThat(schedule.latest(next - 1)).isEqualTo(firing);
            assertThat(schedule.next(next - 1)).isEqualTo(next);
            firing = next;
        }
        List<Long> backwards = new ArrayList<>();
        for (long at = forwards.get(7); backwards.size() < 8; at--) {
            at = schedule.latest(at);
            backwards.add(0, at);
        }
        assertThat(backwards).isEqualTo(forwards);
        assertThat(schedule.latest(forwards.get(0) - 1)).isLessThanOrEqualTo(start);
    }

    private static Schedule schedule(String expression) {
        return Schedule.cron(expression, NEW_YORK);
    }

    private static List<String> forward(String expression, String from, int count) {
        List<String> firings = new ArrayList<>();
        Schedule schedule = schedule(expression);
        long at = millis(from);
        for (int i = 0; i < count; i++) {
            at = schedule.next(at);
            ZonedDateTime local = Instant.ofEpochMilli(at).atZone(NEW_YORK);
            firings.add(local.toOffsetDateTime().toString());
        }
        return Collections.unmodifiableList(firings);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
