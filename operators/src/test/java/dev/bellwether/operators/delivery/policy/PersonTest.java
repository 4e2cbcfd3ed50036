// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.Alerts;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTest {

    @ParameterizedTest
    @CsvSource({
        // both ends belong to it, to the minute
        "09:00, 17:00, UTC, 2026-03-02T08:59:59Z, QUIET_HOURS, 2026-03-02T09:00:00Z",
        "09:00, 17:00, UTC, 2026-03-02T09:00:00Z, TOLD, ",
        "09:00, 17:00, UTC, 2026-03-02T17:00:59Z, TOLD, ",
        "09:00, 17:00, UTC, 2026-03-02T17:01:00Z, QUIET_HOURS, 2026-03-03T09:00:00Z",
        // over midnight
        "22:00, 06:00, UTC, 2026-03-02T23:00:00Z, TOLD, ",
        "22:00, 06:00, UTC, 2026-03-02T05:00:00Z, TOLD, ",
        "22:00, 06:00, UTC, 2026-03-02T12:00:00Z, QUIET_HOURS, 2026-03-02T22:00:00Z",
        // a zone, and the night in which its clock skips from two to three
        "09:00, 17:00, America/New_York, 2026-03-02T13:30:00Z, QUIET_HOURS, 2026-03-02T14:00:00Z",
        "02:30, 17:00, America/New_York, 2026-03-08T06:00:00Z, QUIET_HOURS, 2026-03-08T07:30:00Z",
        "09:00, 17:00, America/New_York, 2026-03-09T13:30:00Z, TOLD, "
    })
    void shouldKnowItsHours(
            String start,
            String end,
            String zone,
            String now,
            DeliveryVerdict verdict,
            String due) {
        Person person =
                person(
                        "'notification_hours':{'start':'"
                                + start
                                + "','end':'"
                                + end
                                + "','zone':'"
                                + zone
                                + "'}");
        long at = Instant.parse(now).toEpochMilli();
        assertThat(person.verdict(Alerts.of("r", "AAPL", AlertState.FIRING, Severity.WARNING), at))
                .isEqualTo(verdict);
        assertThat(person.verdict(Alerts.of("r", "AAPL", AlertState.FIRING, Severity.CRITICAL), at))
                .isEqualTo(DeliveryVerdict.TOLD);
        if (due != null) {
            assertThat(Instant.ofEpochMilli(person.dueAfter(verdict, at)))
                    .isEqualTo(Instant.parse(due));
        }
    }

    @Test
    void shouldHoldAnAlertAgainstThresholdAndSymbols() {
        Person person =
                person("'severity_threshold':'warning','symbols_of_interest':['aapl','BRK.B']");
        assertThat(verdict(person, "AAPL", Severity.WARNING)).isEqualTo(DeliveryVerdict.TOLD);
        assertThat(verdict(person, "BRK.B", Severity.CRITICAL)).isEqualTo(DeliveryVerdict.TOLD);
        assertThat(verdict(person, "AAPL", Severity.INFO))
                .isEqualTo(DeliveryVerdict.BELOW_THRESHOLD);
        assertThat(verdict(person, "MSFT", Severity.CRITICAL))
                .isEqualTo(DeliveryVerdict.NOT_OF_INTEREST);
    }

    @Test
    void shouldKeepForTheDigestWhatIsNotSevere() {
        Person person = person("'digest':{'at':'17:30','zone':'Europe/Berlin','below':'critical'}");
        assertThat(verdict(person, "AAPL", Severity.WARNING)).isEqualTo(DeliveryVerdict.DIGESTED);
        assertThat(verdict(person, "AAPL", Severity.CRITICAL)).isEqualTo(DeliveryVerdict.TOLD);
        long now = Instant.parse("2026-07-01T12:00:00Z").toEpochMilli();
        assertThat(Instant.ofEpochMilli(person.dueAfter(DeliveryVerdict.DIGESTED, now)))
                .isEqualTo(Instant.parse("2026-07-01T15:30:00Z"));
    }

    private static DeliveryVerdict verdict(Person person, String symbol, Severity severity) {
        return person.verdict(Alerts.of("r", symbol, AlertState.FIRING, severity), 0);
    }

    private static Person person(String preferences) {
        return new Person(
                Alerts.policy(
                                "{'users':[{'user_id':'ann','alert_preferences':{"
                                        + preferences
                                        + "}}]}")
                        .users
                        .get(0));
    }
}
