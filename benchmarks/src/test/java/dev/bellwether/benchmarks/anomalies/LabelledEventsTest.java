// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LabelledEventsTest {

    private final Recordings recordings = Recordings.load();

    @Test
    void shouldHaveThreeYearsOfResultsOfEverySymbol() throws IOException {
        Map<String, Long> results =
                LabelledEvents.all().stream()
                        .filter(event -> event.kind.equals("earnings"))
                        .collect(
                                Collectors.groupingBy(
                                        event -> event.symbol, Collectors.counting()));

        assertThat(results).hasSize(36);
        assertThat(results.values()).containsOnly(12L);
        assertThat(results.keySet()).allMatch(recordings::hasBars);
    }

    /** The session itself, or the next one after a close or a weekend. */
    @Test
    void shouldNameTheSessionThatCouldFirstReact() throws IOException {
        List<LabelledEvents.Event> events = LabelledEvents.all();

        assertThat(events).hasSizeGreaterThan(450);
        for (LabelledEvents.Event event : events) {
            int session = recordings.sessionOnOrAfter(event.released);
            boolean traded = recordings.session(session).equals(event.released);
            assertThat(event.timing).isIn(Set.of("amc", "bmo", "during", "weekend"));
            assertThat(traded).isEqualTo(!event.timing.equals("weekend"));
            assertThat(recordings.session(session + (event.timing.equals("amc") ? 1 : 0)))
                    .isEqualTo(event.reaction);
        }
    }

    @Test
    void shouldLeaveOutWhatWasBefore() throws IOException {
        assertThat(LabelledEvents.sessions(LabelledEvents.all(), 125).get("AAPL"))
                .hasSize(11)
                .allMatch(session -> session >= 125);
    }
}
