// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTimesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("US/Eastern");

    private final RecordTimes times = new RecordTimes();

    @ParameterizedTest
    @CsvSource({
        "2025-03-22T10:00:00, 2025-03-22T10:00:00Z",
        "2025-03-22 10:00:00, 2025-03-22T10:00:00Z",
        "2025-03-22T10:00, 2025-03-22T10:00:00Z",
        "2025-03-22T10:00:00.123456, 2025-03-22T10:00:00.123Z",
        "2025-03-22T10:00:00.123456789123Z, 2025-03-22T10:00:00.123Z",
        "2025-03-22T10:00:00+05:45, 2025-03-22T04:15:00Z",
        "2025-03-22T10:00:00-0500, 2025-03-22T15:00:00Z",
        "2025-03-22T10:00:00.5-05, 2025-03-22T15:00:00.500Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
    })
    void shouldReadTheFormsOfIso8601(String text, Instant expected) {
        assertThat(times.millis(text, null)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-15 10:00:00, 2025-01-15T15:00:00Z",
        "2025-07-15 10:00:00, 2025-07-15T14:00:00Z",
        // clocks go back at 02:00: this hour is passed twice
        "2025-11-02 01:30:00, 2025-11-02T05:30:00Z",
        // clocks go forward at 02:00: this hour is left out
        "2025-03-09 02:30:00, 2025-03-09T07:30:00Z",
        // what states its own zone is not moved
        "2025-07-15T10:00:00Z, 2025-07-15T10:00:00Z"
    })
    void shouldReadLocalTimesInTheirZone(String text, Instant expected) {
        assertThat(times.millis(text, NEW_YORK)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-03-22",
                "2025-3-22T10:00:00",
                "2025-02-29T10:00:00",
                "2025-13-01T10:00:00",
                "2025-00-01T10:00:00",
                "2025-01-00T10:00:00",
                "2025-03-22T24:00:00",
                "2025-03-22T23:60:00",
                "2025-03-22T23:59:60",
                "2025-03-22T10:00:00.",
                "2025-03-22T10:00:00X",
                "2025-03-22T10:00:00+",
                "2025-03-22T10:00:00+19:00",
                "2025-03-22T10:00:00Z ",
                "22/03/2025 10:00:00",
                "+2025-03-22T10:00:00",
                "２025-03-22T10:00:00"
            })
    void shouldRefuseWhatIsNoMoment(String text) {
        assertThat(times.millis(text, null)).isEqualTo(RecordTimes.UNREADABLE);
        assertThat(times.millis(text, NEW_YORK)).isEqualTo(RecordTimes.UNREADABLE);
    }

    @Property(seed = "7")
    void shouldAgreeWithTheJdk(
            @ForAll @LongRange(min = -60_000_000_000_000L, max = 250_000_000_000_000L)
                    long millis) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);

        assertThat(times.millis(text, null)).isEqualTo(millis);
        assertThat(times.millis(text, NEW_YORK))
                .isEqualTo(local.atZone(NEW_YORK).toInstant().toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "1742637600, 1742637600000",
        "1742637600000, 1742637600000",
        "1742637600.25, 1742637600250"
    })
    void shouldTellSecondsFromMilliseconds(double epoch, long millis) {
        assertThat(RecordTimes.ofEpoch(epoch)).isEqualTo(millis);
    }
}
