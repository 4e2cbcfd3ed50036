// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsSessionsTest {

    private final UsSessions sessions = new UsSessions();

    /** From the calendars that NYSE published. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-09-11", "2004-06-11", "2007-01-02", "2012-10-29", "2012-10-30", "2018-12-05",
                "2021-12-24", "2022-06-20", "2022-12-26", "2023-01-02", "2023-06-19", "2024-03-29",
                "2025-01-09", "2025-04-18", "2026-01-01", "2026-01-19", "2026-02-16", "2026-04-03",
                "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-11-26", "2026-12-25",
                "2027-03-26", "2027-06-18", "2027-07-05", "2027-12-24"
            })
    void shouldKnowWhatIsClosed(LocalDate day) {
        assertThat(sessions.isTradingDay(day)).isFalse();
    }

    /** New Year's Day of 2022 and 2028 is a Saturday and is not kept; Juneteenth began in 2022. */
    @ParameterizedTest
    @ValueSource(strings = {"2021-12-31", "2027-12-31", "2021-06-18", "2026-07-02", "2026-10-12"})
    void shouldKnowWhatIsOpen(LocalDate day) {
        assertThat(sessions.isTradingDay(day)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-07-03", "2017-11-24", "2018-07-03", "2018-12-24", "2019-07-03", "2019-11-29",
                "2024-07-03", "2025-07-03", "2025-11-28", "2025-12-24", "2026-11-27", "2026-12-24"
            })
    void shouldKnowHalfDays(LocalDate day) {
        assertThat(sessions.isHalfDay(day)).isTrue();
        assertThat(sessions.close(day).atZone(UsSessions.ZONE).getHour()).isEqualTo(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-07-02", "2026-07-02", "2021-12-23", "2015-07-02", "2026-12-23"})
    void shouldKnowWholeDays(LocalDate day) {
        assertThat(sessions.isHalfDay(day)).isFalse();
        assertThat(sessions.close(day).atZone(UsSessions.ZONE).getHour()).isEqualTo(16);
    }

    @Test
    void shouldNameTheSessionThatIsOn() {
        assertThat(sessions.current(Instant.parse("2026-03-12T13:29:59Z"))).isEqualTo("2026-03-11");
        assertThat(sessions.current(Instant.parse("2026-03-12T13:30:00Z"))).isEqualTo("2026-03-12");
        assertThat(sessions.current(Instant.parse("2026-03-15T17:00:00Z"))).isEqualTo("2026-03-13");
        assertThat(sessions.next(LocalDate.of(2026, 4, 2))).isEqualTo("2026-04-06");
    }

    @Test
    void shouldNameTheLastSessionThatHasEnded() {
        assertThat(sessions.lastClosed(Instant.parse("2026-03-12T19:59:59Z")))
                .isEqualTo("2026-03-11");
        assertThat(sessions.lastClosed(Instant.parse("2026-03-12T20:00:00Z")))
                .isEqualTo("2026-03-12");
        // 06:00 in New York on the Monday after a long weekend
        assertThat(sessions.lastClosed(Instant.parse("2026-02-17T11:00:00Z")))
                .isEqualTo("2026-02-13");
        assertThat(sessions.back(LocalDate.of(2026, 2, 17), 2)).isEqualTo("2026-02-12");
    }

    @Test
    void shouldHaveNoCloseOnAHoliday() {
        assertThatThrownBy(() -> sessions.close(LocalDate.of(2026, 12, 25)))
                .hasMessage("no session on 2026-12-25");
    }
}
