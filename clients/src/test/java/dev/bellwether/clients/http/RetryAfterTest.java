// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-13T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "30,30",
        "0,0",
        "' 7 ',7",
        "1.2,2",
        "'Fri, 13 Mar 2026 12:01:30 GMT',90",
        "'Fri, 13 Mar 2026 11:00:00 GMT',0",
        "999999999999999999,315360000"
    })
    void shouldReadSecondsAndDates(String header, long seconds) {
        assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "Thu, 13 Mar 2026 12:01:30 GMT", "1e3"})
    void shouldIgnoreWhatIsNeither(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    /** NOW is 1773403200. */
    @ParameterizedTest
    @CsvSource({"1773403260, 60", "1773403100, 0", "30, 30", "99999999999, 98226596799"})
    void shouldReadWhenALimitBeginsAnew(String header, long seconds) {
        Duration longest = Duration.ofDays(3650);
        Duration expected = Duration.ofSeconds(seconds);
        assertThat(RetryAfter.parseReset(header, NOW))
                .contains(expected.compareTo(longest) > 0 ? longest : expected);
    }

    @Test
    void shouldIgnoreAResetThatIsNoTime() {
        assertThat(RetryAfter.parseReset("soon", NOW)).isEmpty();
    }
}
