// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Timeframe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class BarOptionsTest {

    private static List<String> problems(Configuration config) {
        List<String> found = new ArrayList<>();
        BarOptions.check(config, (option, message) -> found.add(option.key() + " " + message));
        return found;
    }

    @Test
    void shouldMakeAllBarsByDefault() {
        assertThat(problems(new Configuration())).isEmpty();
        assertThat(BarOptions.timeframes(new Configuration())).containsExactly(Timeframe.values());
    }

    @Test
    void shouldReportEveryValueThatMakesNoSense() {
        Configuration config = new Configuration();
        config.set(BarOptions.TIMEFRAMES, Arrays.asList("session", "1h", "session"));
        config.set(BarOptions.ALLOWED_LATENESS, Duration.ofDays(8));

        assertThat(problems(config))
                .containsExactly(
                        "timeframes must be some of 1min, 5min, session, was 1h",
                        "timeframes must name each only once, has session twice",
                        "allowed.lateness must be between 0 and 7 days, was PT192H");
    }
}
