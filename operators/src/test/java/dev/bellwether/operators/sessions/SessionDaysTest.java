// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AssetClass;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDaysTest {

    private final SessionDays days = new SessionDays(ZoneId.of("America/New_York"));

    @ParameterizedTest
    @CsvSource({
        // an ordinary day, its first and its last millisecond
        "EQUITY, 2020-12-15T14:30:00Z, 2020-12-15T05:00:00Z, 24",
        "EQUITY, 2020-12-15T05:00:00Z, 2020-12-15T05:00:00Z, 24",
        "EQUITY, 2020-12-15T04:59:59.999Z, 2020-12-14T05:00:00Z, 24",
        // the clocks go back and forward
        "EQUITY, 2020-11-01T18:00:00Z, 2020-11-01T04:00:00Z, 25",
        "EQUITY, 2020-11-02T04:59:59.999Z, 2020-11-01T04:00:00Z, 25",
        "EQUITY, 2021-03-14T18:00:00Z, 2021-03-14T05:00:00Z, 23",
        "EQUITY, 2021-03-15T04:00:00Z, 2021-03-15T04:00:00Z, 24",
        // no exchange, no zone
        "CRYPTO, 2020-12-15T04:59:59Z, 2020-12-15T00:00:00Z, 24",
        "FX, 2020-11-01T23:59:59.999Z, 2020-11-01T00:00:00Z, 24",
        "CRYPTO, 1969-12-31T23:00:00Z, 1969-12-31T00:00:00Z, 24"
    })
    void shouldKnowTheSessionOfAMoment(
            AssetClass assetClass, String moment, String start, int hours) {
        long at = Instant.parse(moment).toEpochMilli();

        long begun = days.startOf(at, assetClass);
        long ended = days.endOf(at, assetClass);

        assertThat(Instant.ofEpochMilli(begun)).isEqualTo(Instant.parse(start));
        assertThat(ended - begun).isEqualTo(Duration.ofHours(hours).toMillis());
        int day = days.dayOf(at, assetClass);
        assertThat(days.dayOf(begun, assetClass)).isEqualTo(day);
        assertThat(days.dayOf(ended - 1, assetClass)).isEqualTo(day);
        assertThat(days.dayOf(ended, assetClass)).isEqualTo(day + 1);
    }
}
