// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class SessionOptionsTest {

    private final Configuration config = new Configuration();

    @Test
    void shouldBeNewYorkByDefault() {
        assertThat(problems()).isEmpty();
        assertThat(SessionOptions.marketZone(config)).isEqualTo(ZoneId.of("America/New_York"));
    }

    @Test
    void shouldReportAZoneThatDoesNotExist() {
        config.set(SessionOptions.MARKET_ZONE, "Wall Street");

        assertThat(problems())
                .containsExactly(
                        "must be a time zone of the tz database such as America/New_York, was Wall"
                                + " Street");
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        SessionOptions.check(config, (option, problem) -> problems.add(problem));
        return problems;
    }
}
