// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.Harnesses;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class AlertLifecycleTest {

    private static final long MINUTE = 60_000L;

    private Harness harness;
    private int taken;
    private double[] prices = new double[0];

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        harness = open(new HashMapStateBackend(), null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldFireAndResolve() throws Exception {
        Alert firing = only(at(10, ConditionPhase.ENTERED, Severity.WARNING));
        assertThat(firing.id).isEqualTo("fall:AAPL:600000");
        assertThat(firing.state).isEqualTo(AlertState.FIRING);
        assertThat(firing.before).isNull();
        assertThat(firing.revision).isZero();
        assertThat(firing.startedMillis).isEqualTo(10 * MINUTE);

        Alert resolved = only(at(15, ConditionPhase.LEFT, Severity.WARNING));
        assertThat(resolved.id).isEqualTo(firing.id);
        assertThat(resolved.state).isEqualTo(AlertState.RESOLVED);
        assertThat(resolved.before).isEqualTo(AlertState.FIRING);
        assertThat(resolved.revision).isEqualTo(1);
        assertThat(resolved.changedMillis).isEqualTo(15 * MINUTE);
    }

    @Test
    void shouldHandOnPricesWithTheChangeThatTheyExplain() throws Exception {
        prices = new double[] {100, 101, 89};
        assertThat(only(at(10, ConditionPhase.ENTERED, Severity.WARNING)).prices)
                .containsExactly(100, 101, 89);
        prices = new double[0];
        assertThat(only(action(AlertVerb.ACKNOWLEDGE, "fall:AAPL", "ana")).prices).isEmpty();
        assertThat(only(at(15, ConditionPhase.LEFT, Severity.WARNING)).prices).isEmpty();
    }

    @Test
    void shouldDropWhatDoesNotHoldOn() throws Exception {
        assertThat(only(at(1, ConditionPhase.PENDING, Severity.INFO)).state)
                .isEqualTo(AlertState.PENDING);
        assertThat(only(at(2, ConditionPhase.LEFT, Severity.INFO)).state)
                .isEqualTo(AlertState.DROPPED);
        only(at(3, ConditionPhase.PENDING, Severity.INFO));
        assertThat(only(at(4, ConditionPhase.ENTERED, Severity.INFO)))
                .matches(alert -> alert.before == AlertState.PENDING && alert.entries == 1);
    }

    @Test
    void shouldBeTakenOnAndGivenBack() throws Exception {
        Alert firing = only(at(1, ConditionPhase.ENTERED, Severity.WARNING));

        Alert acknowledged = only(action(AlertVerb.ACKNOWLEDGE, firing.id, "ann"));
        assertThat(acknowledged.state).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(acknowledged.acknowledgedBy).isEqualTo("ann");
        assertThat(acknowledged.note).isEqualTo("on it");
        assertThat(action(AlertVerb.ACKNOWLEDGE, firing.id, "bob")).isEmpty();
        assertThat(only(action(AlertVerb.RELEASE, "fall:AAPL", "ann")))
                .matches(a -> a.state == AlertState.FIRING && a.acknowledgedBy == null);
        assertThat(action(AlertVerb.ACKNOWLEDGE, "fall:AAPL:1", "ann")).isEmpty();
    }

    /** Only a rise asks for attention again. */
    @Test
    void shouldReopenWhenItsSeverityRises() throws Exception {
        at(1, ConditionPhase.ENTERED, Severity.WARNING);
        action(AlertVerb.ACKNOWLEDGE, "fall:AAPL", "ann");

        Alert critical = only(at(2, ConditionPhase.CHANGED, Severity.CRITICAL));
        assertThat(critical.state).isEqualTo(AlertState.FIRING);
        assertThat(critical.before).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(critical.acknowledgedBy).isNull();
        action(AlertVerb.ACKNOWLEDGE, "fall:AAPL", "ann");
        Alert warning = only(at(3, ConditionPhase.CHANGED, Severity.WARNING));
        assertThat(warning.state).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(warning.severity).isEqualTo(Severity.WARNING);
        assertThat(warning.worst).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void shouldBeTheSameAlertWhenItBeginsAgainSoon() throws Exception {
        Alert first = only(at(0, ConditionPhase.ENTERED, Severity.INFO));
        at(1, ConditionPhase.LEFT, Severity.INFO);
        Alert again = only(at(31, ConditionPhase.ENTERED, Severity.INFO));
        assertThat(again.id).isEqualTo(first.id);
        assertThat(again.entries).isEqualTo(2);
        at(32, ConditionPhase.LEFT, Severity.INFO);

        assertThat(only(at(63, ConditionPhase.ENTERED, Severity.INFO)).id)
                .isEqualTo("fall:AAPL:" + 63 * MINUTE);
    }

    @Test
    void shouldWaitOutTheEndsOfWhatFlaps() throws Exception {
        for (int i = 0; i < 2; i++) {
            at(2 * i, ConditionPhase.ENTERED, Severity.INFO);
            at(2 * i + 1, ConditionPhase.LEFT, Severity.INFO);
        }
        assertThat(only(at(4, ConditionPhase.ENTERED, Severity.INFO)).flapping).isTrue();

        assertThat(at(5, ConditionPhase.LEFT, Severity.INFO)).isEmpty();
        assertThat(at(6, ConditionPhase.ENTERED, Severity.INFO)).isEmpty();
        watermark(15);
        assertThat(at(16, ConditionPhase.LEFT, Severity.INFO)).isEmpty();
        assertThat(watermark(25)).isEmpty();
        Alert resolved = only(watermark(26));
        assertThat(resolved.state).isEqualTo(AlertState.RESOLVED);
        assertThat(resolved.entries).isEqualTo(4);
        assertThat(resolved.changedMillis).isEqualTo(26 * MINUTE);
        watermark(57);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    /** Whatever the watermark knows when the facts come. */
    @Test
    void shouldEndWhatIsDueBeforeItBeginsAgainAndTellOfARiseMeanwhile() throws Exception {
        for (int i = 0; i < 3; i++) {
            at(2 * i, ConditionPhase.ENTERED, Severity.WARNING);
            at(2 * i + 1, ConditionPhase.LEFT, Severity.WARNING);
        }
        assertThat(only(at(6, ConditionPhase.ENTERED, Severity.CRITICAL)))
                .matches(a -> a.state == AlertState.FIRING && a.severity == Severity.CRITICAL);
        at(7, ConditionPhase.LEFT, Severity.CRITICAL);

        assertThat(at(17, ConditionPhase.ENTERED, Severity.CRITICAL))
                .extracting(a -> a.state, a -> a.changedMillis)
                .containsExactly(
                        tuple(AlertState.RESOLVED, 17 * MINUTE),
                        tuple(AlertState.FIRING, 17 * MINUTE));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = open(backend, null);
        for (int i = 0; i < 3; i++) {
            at(2 * i, ConditionPhase.ENTERED, Severity.WARNING);
            at(2 * i + 1, ConditionPhase.LEFT, Severity.WARNING);
        }
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = open(backend, snapshot);
        taken = 0;

        assertThat(only(watermark(15)))
                .extracting(a -> a.id, a -> a.revision, a -> a.state, a -> a.entries)
                .isEqualTo(tuple("fall:AAPL:0", 5, AlertState.RESOLVED, 3).toList());
    }

    private List<Alert> at(int minute, ConditionPhase phase, Severity severity) throws Exception {
        RuleTransition transition = new RuleTransition();
        transition.rule = "fall";
        transition.symbol = "AAPL";
        transition.phase = phase;
        transition.severity = severity;
        transition.eventTimeMillis = minute * MINUTE;
        transition.sinceMillis = minute * MINUTE;
        transition.headline = "AAPL fell";
        transition.prices = prices;
        harness.processElement1(transition, minute * MINUTE);
        return fresh();
    }

    private List<Alert> action(AlertVerb verb, String alert, String author) throws Exception {
        AlertAction action = new AlertAction();
        action.verb = verb;
        action.alert = alert;
        action.author = author;
        action.note = verb == AlertVerb.ACKNOWLEDGE ? "on it" : null;
        harness.processElement2(action, 0);
        return fresh();
    }

    private List<Alert> watermark(int minute) throws Exception {
        harness.processBothWatermarks(new Watermark(minute * MINUTE));
        return fresh();
    }

    private static Alert only(List<Alert> alerts) {
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private List<Alert> fresh() {
        List<Alert> all = harness.extractOutputValues();
        List<Alert> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh;
    }

    private static Harness open(StateBackend backend, OperatorSubtaskState snapshot)
            throws Exception {
        return Harnesses.open(new Harness(), backend, snapshot);
    }

    private static final class Harness
            extends KeyedTwoInputStreamOperatorTestHarness<
                    String, RuleTransition, AlertAction, Alert> {

        Harness() throws Exception {
            super(
                    new KeyedCoProcessOperator<>(AlertLifecycle.from(new Configuration())),
                    AlertLifecycle::key,
                    AlertLifecycle::key,
                    Types.STRING);
        }
    }
}
