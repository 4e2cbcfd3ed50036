// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RollingOptionsTest {

    private final Configuration config = new Configuration();

    @Test
    void shouldAcceptTheDefaults() {
        assertThat(problems()).isEmpty();
        assertThat(RollingStatisticsFunction.from(config, config)).isNotNull();
    }

    @Test
    void shouldReportEveryValueThatCannotBeUsed() {
        config.set(RollingOptions.WINDOW, 501);
        config.set(RollingOptions.STATE_TTL, Duration.ofSeconds(59));

        assertThat(problems())
                .containsExactly(
                        "window: must be between 2 and 500, was 501",
                        "state.ttl: must be at least 1 min, was PT59S");
    }

    @Test
    void shouldReportAWindowThatIsTooShort() {
        config.set(RollingOptions.WINDOW, 1);

        assertThat(problems()).containsExactly("window: must be between 2 and 500, was 1");
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        RollingOptions.check(config, (option, text) -> problems.add(option.key() + ": " + text));
        return problems;
    }
}
