// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.Harnesses;
import dev.bellwether.operators.alerts.AlertLifecycle;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class PatternHoldTest {

    private static final long MINUTE = 60_000L;

    private Harness harness;

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    /** A flash move is held for 15 minutes. */
    @Test
    void shouldEndWhatWasNotFoundAgain() throws Exception {
        assertThat(match("A", 0)).containsExactly("A ENTERED 0 0");
        assertThat(match("A", 10)).isEmpty();
        assertThat(match("B", 10)).containsExactly("B ENTERED 10 10");
        assertThat(until(24)).isEmpty();
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), snapshot);
        assertThat(until(25)).containsExactlyInAnyOrder("A LEFT 25 0", "B LEFT 25 10");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    /** As when many matches come with one watermark. */
    @Test
    void shouldEndWhatIsDueBeforeItBeginsAgain() throws Exception {
        assertThat(match("A", 0)).containsExactly("A ENTERED 0 0");
        assertThat(match("A", 15)).containsExactly("A LEFT 15 0", "A ENTERED 15 15");
        assertThat(until(29)).isEmpty();
        assertThat(until(1000)).containsExactly("A LEFT 30 15");
    }

    private List<String> match(String symbol, int minute) throws Exception {
        RuleTransition match = new RuleTransition();
        match.rule = "pattern-flash-move-up";
        match.symbol = symbol;
        match.phase = ConditionPhase.ENTERED;
        match.severity = Severity.CRITICAL;
        match.eventTimeMillis = minute * MINUTE;
        match.sinceMillis = minute * MINUTE;
        harness.processElement(match, minute * MINUTE);
        return fresh();
    }

    private List<String> until(int minute) throws Exception {
        harness.processWatermark(minute * MINUTE);
        return fresh();
    }

    private List<String> fresh() {
        List<String> fresh =
                harness.extractOutputValues().stream()
                        .map(
                                t ->
                                        String.join(
                                                " ",
                                                t.symbol,
                                                t.phase.name(),
                                                String.valueOf(t.eventTimeMillis / MINUTE),
                                                String.valueOf(t.sinceMillis / MINUTE)))
                        .collect(Collectors.toList());
        harness.getOutput().clear();
        return fresh;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, RuleTransition, RuleTransition> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(new PatternHold(new Configuration())),
                    AlertLifecycle::key,
                    Types.STRING);
        }
    }
}
