// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ForestOptionsTest {

    @Test
    void shouldTakeTheDefaultsAndKnowNoSymbol() {
        assertThat(problems(new Configuration())).isEmpty();
        assertThat(new AnomalySettings(new Configuration()).hasForest("AAPL")).isFalse();
    }

    @Test
    void shouldKnowTheSymbolsThatAreListed() {
        Configuration options = new Configuration();
        options.set(ForestOptions.SYMBOLS, List.of("AAPL", "BRK.B", "BTC/USD"));

        assertThat(problems(options)).isEmpty();
        AnomalySettings settings = new AnomalySettings(options);
        assertThat(settings.hasForest("BRK.B")).isTrue();
        assertThat(settings.hasForest("MSFT")).isFalse();
    }

    @Test
    void shouldNameEverythingThatCannotBeUsed() {
        Configuration options = new Configuration();
        options.set(ForestOptions.SYMBOLS, List.of("aapl", "MSFT"));
        options.set(ForestOptions.TREES, 9);
        options.set(ForestOptions.SAMPLE, 513);
        options.set(ForestOptions.SHINGLE, 0);
        options.set(ForestOptions.DEVIATIONS, 0.0);

        assertThat(problems(options))
                .containsExactly(
                        "forest.symbols: must be symbols in upper case, was 'aapl'",
                        "forest.trees: must be between 10 and 100, was 9",
                        "forest.sample: must be between 32 and 512, was 513",
                        "forest.shingle: must be between 1 and 8, was 0",
                        "forest.deviations: must be above 0, was 0.0");
    }

    private static List<String> problems(Configuration options) {
        List<String> problems = new ArrayList<>();
        ForestOptions.check(
                options, (option, problem) -> problems.add(option.key() + ": " + problem));
        return problems;
    }
}
