// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInRulesTest {

    @Test
    void shouldAllBeUsable() {
        RuleReader.Result result = RuleReader.read(BuiltInRules.text());

        assertThat(result.problems()).isEmpty();
        assertThat(result.rules()).hasSizeGreaterThan(5);
    }

    /** How the replaced alert system classified; what is between is of its documentation. */
    @ParameterizedTest
    @CsvSource({
        "price-move, 12.5, 0, WARNING",
        "price-move, -12.5, 0, WARNING",
        "price-move, 14.99, 0, WARNING",
        "price-move, 15, 0, CRITICAL",
        "price-move, -15, 0, CRITICAL",
        "volume-spike, 0, 6, INFO",
        "volume-spike, 0, 9.99, INFO",
        "volume-spike, 0, 10, CRITICAL",
    })
    void shouldClassifyAsTheReplacedAlertSystemDid(
            String id, double change, double ratio, Severity severity) {
        AlertRule rule =
                RuleReader.read(BuiltInRules.text()).rules().stream()
                        .filter(one -> one.id.equals(id))
                        .findFirst()
                        .orElseThrow();
        List<String> problems = new ArrayList<>();
        CompiledRule compiled = CompiledRule.of(rule, problems);
        SymbolRules state = new SymbolRules();
        state.widen();
        Facts facts = new Facts().about("TSLA", state);
        state.set(FactName.ANOMALY_PRICE_CHANGE, change);
        state.set(FactName.ANOMALY_VOLUME_SPIKE, ratio);
        state.set(FactName.ANALYTICS_PRICE_CHANGE_PERCENT, change);
        state.set(FactName.ANALYTICS_VOLUME_RATIO, ratio);

        assertThat(compiled.enters(facts)).isEqualTo(Answer.TRUE);
        assertThat(compiled.severity(facts)).isEqualTo(severity);
        state.set(FactName.ANOMALY_PRICE_CHANGE, 0);
        state.set(FactName.ANOMALY_VOLUME_SPIKE, 0);
        assertThat(compiled.leaves(facts)).isEqualTo(Answer.TRUE);
    }
}
