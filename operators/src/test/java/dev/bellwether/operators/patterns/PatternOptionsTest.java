// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class PatternOptionsTest {

    @Test
    void shouldFindNothingWrongWithTheDefaults() {
        Configuration options = new Configuration();

        assertThat(problems(options)).isEmpty();
        assertThat(PatternOptions.isOn(options, PatternName.REVERSAL)).isTrue();
        options.setString("names", "capitulation;flash_move");
        assertThat(PatternOptions.isOn(options, PatternName.FLASH_MOVE)).isTrue();
        assertThat(PatternOptions.isOn(options, PatternName.REVERSAL)).isFalse();
        options.setString("enabled", "false");
        assertThat(PatternOptions.isOn(options, PatternName.FLASH_MOVE)).isFalse();
    }

    @Test
    void shouldReportEverythingThatCannotBeUsed() {
        Configuration options = new Configuration();
        options.setString("names", "reversal;reversal");
        options.setString("drawdown.level.percent", "20");
        options.setString("drawdown.leave.fraction", "0");
        options.setString("capitulation.sessions", "21");
        options.setString("flash.anomalies", "1");
        options.setString("reversal.window", "0 s");
        options.setString("confirmation.hold", "91 d");
        options.setString("market.symbols", "1");
        options.setString("market.fraction", "1.5");
        options.setString("silent.after", "2 d");

        assertThat(problems(options))
                .containsExactly(
                        "names: must name at least one pattern, and each once, was [REVERSAL,"
                                + " REVERSAL]; enabled = false is for none",
                        "drawdown.level.percent: must be above -100 and below 0, was 20.0",
                        "drawdown.leave.fraction: must be above 0 and at most 1, was 0.0",
                        "capitulation.sessions: must be between 1 and 20, was 21",
                        "flash.anomalies: must be between 2 and 20, was 1",
                        "market.symbols: must be at least 2, was 1",
                        "market.fraction: must be between 0 and 1, was 1.5",
                        "reversal.window: must be between 1 ms and 90 d, was 0 ms",
                        "confirmation.hold: must be between 1 ms and 90 d, was 91 d",
                        "silent.after: must be between 1 s and 1 d, was 2 d");
    }

    private static List<String> problems(Configuration options) {
        List<String> problems = new ArrayList<>();
        PatternOptions.check(
                options, (option, problem) -> problems.add(option.key() + ": " + problem));
        return problems;
    }
}
