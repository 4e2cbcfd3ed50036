// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.IngestedAlert;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.Harnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class AlertIntakeTest {

    private static final long NOW = 1_000_000;
    private static final long HOLD = 3_600_000;
    private static final long MEMORY = 2 * 86_400_000L;

    private Harness harness;
    private int taken;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
        harness.setProcessingTime(NOW);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldTakeEachChangeOnceAndNoOlderOneAfterIt() throws Exception {
        assertThat(change(100, 100, 0, AlertState.FIRING)).containsExactly("100/0 firing");
        assertThat(change(100, 100, 0, AlertState.FIRING)).isEmpty();
        assertThat(change(100, 100, 1, AlertState.ACKNOWLEDGED))
                .containsExactly("100/1 acknowledged");
        assertThat(change(100, 150, 3, AlertState.RESOLVED)).containsExactly("100/3 resolved");
        assertThat(change(100, 120, 2, AlertState.FIRING)).isEmpty();
        assertThat(change(100, 100, 0, AlertState.FIRING)).as("opens nothing again").isEmpty();
        assertThat(change(100, 160, 4, AlertState.FIRING)).containsExactly("100/4 firing");
    }

    @Test
    void shouldTakeAnEndThatARestoredApplicationCountsLess() throws Exception {
        change(100, 100, 0, AlertState.FIRING);
        change(100, 100, 1, AlertState.ACKNOWLEDGED);

        // in its second life nobody had taken it on when it ended
        assertThat(change(100, 150, 1, AlertState.RESOLVED)).containsExactly("100/1 resolved");
    }

    @Test
    void shouldEndWhatFiresWhenANewerOneOvertakesItsEnd() throws Exception {
        change(100, 110, 2, AlertState.FIRING);

        assertThat(change(900, 900, 0, AlertState.FIRING))
                .containsExactly("100/3 resolved", "900/0 firing");
        assertThat(change(100, 500, 3, AlertState.RESOLVED)).isEmpty();
        assertThat(change(900, 950, 1, AlertState.RESOLVED)).containsExactly("900/1 resolved");
    }

    @Test
    void shouldKeepRulesAndSymbolsApart() throws Exception {
        change(100, 100, 0, AlertState.FIRING);
        Alert other = alert("gap", "MSFT", 50, 50, 0, AlertState.FIRING);
        harness.processElement(IngestedAlert.of(other), 0);

        assertThat(fresh()).containsExactly("50/0 firing");
    }

    @Test
    void shouldEndWhatNobodyEndsWhenItWasNotSentAgainForAnHour() throws Exception {
        assertThat(sent(5_000, Severity.CRITICAL)).containsExactly("5000/0 firing");
        assertThat(sent(5_000, Severity.CRITICAL)).as("the record came twice").isEmpty();
        harness.setProcessingTime(NOW + HOLD - 1);
        assertThat(sent(6_000, Severity.INFO)).containsExactly("5000/1 firing");
        assertThat(last().worst).isEqualTo(Severity.CRITICAL);
        assertThat(last().entries).isEqualTo(2);
        harness.setProcessingTime(NOW + HOLD);
        assertThat(fresh()).as("counts from when it came last").isEmpty();
        harness.setProcessingTime(NOW + 2 * HOLD - 1);
        assertThat(fresh()).containsExactly("5000/2 resolved");

        assertThat(sent(6_000, Severity.INFO)).isEmpty();
        assertThat(sent(7_000, Severity.INFO))
                .as("within the hold")
                .containsExactly("7000/0 firing");
    }

    @Test
    void shouldForgetWhatIsOverAndNothingThatFires() throws Exception {
        change(100, 100, 0, AlertState.FIRING);
        harness.setProcessingTime(NOW + 10 * MEMORY);
        assertThat(change(100, 100, 0, AlertState.FIRING)).as("still fires").isEmpty();
        change(100, 150, 1, AlertState.RESOLVED);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.setProcessingTime(NOW + 11 * MEMORY);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldLeaveNothingBehindOfWhatNobodyEnds() throws Exception {
        for (int i = 1; i <= 100; i++) {
            sent(i * 1_000L, Severity.INFO);
        }
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
        harness.setProcessingTime(NOW + HOLD);
        harness.setProcessingTime(NOW + HOLD + MEMORY);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldForgetWhatWasPendingAndNeverWentOn() throws Exception {
        change(100, 100, 0, AlertState.PENDING);
        harness.setProcessingTime(NOW + MEMORY);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(change(200, 200, 0, AlertState.FIRING)).containsExactly("200/0 firing");
    }

    @Test
    void shouldHandOnDeadLettersWithoutKeepingAnything() throws Exception {
        DeadLetter letter = DeadLetter.of("kinesis:a", ReasonCode.EMPTY, "", new byte[0], 1);
        harness.processElement(IngestedAlert.of(letter), 0);

        assertThat(harness.getSideOutput(AlertIntake.DEAD_LETTERS))
                .extracting(record -> record.getValue())
                .containsExactly(letter);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnFromASnapshotOnEitherOfTwoSubtasks(StateBackend backend) throws Exception {
        harness.close();
        harness = Harnesses.open(new Harness(), backend, null);
        harness.setProcessingTime(NOW);
        change(100, 150, 1, AlertState.RESOLVED);
        sent(5_000, Severity.INFO);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        List<String> all = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, 128, 1, 2, subtask);
            try (Harness half = Harnesses.open(new Harness(2, subtask), backend, part)) {
                half.setProcessingTime(NOW + HOLD);
                half.extractOutputValues().forEach(alert -> all.add(text(alert)));
            }
        }
        harness = Harnesses.open(new Harness(), backend, snapshot);
        taken = 0;

        assertThat(all).containsExactly("5000/1 resolved");
        assertThat(change(100, 100, 0, AlertState.FIRING)).isEmpty();
    }

    private List<String> change(long started, long changed, int revision, AlertState state)
            throws Exception {
        harness.processElement(
                IngestedAlert.of(alert("gap", "AAPL", started, changed, revision, state)), 0);
        return fresh();
    }

    private List<String> sent(long detected, Severity severity) throws Exception {
        Alert alert = alert("financial_anomaly", "TSLA", detected, detected, 0, AlertState.FIRING);
        alert.severity = severity;
        alert.worst = severity;
        alert.entries = 1;
        harness.processElement(IngestedAlert.endless(alert), 0);
        return fresh();
    }

    private static Alert alert(
            String rule,
            String symbol,
            long started,
            long changed,
            int revision,
            AlertState state) {
        Alert alert = Alerts.of(rule, symbol, revision, state, Severity.WARNING);
        alert.id = rule + ":" + symbol + ":" + started;
        alert.startedMillis = started;
        alert.changedMillis = changed;
        return alert;
    }

    private Alert last() {
        List<Alert> all = harness.extractOutputValues();
        return all.get(all.size() - 1);
    }

    private List<String> fresh() {
        List<Alert> all = harness.extractOutputValues();
        List<String> fresh = new ArrayList<>();
        all.subList(taken, all.size()).forEach(alert -> fresh.add(text(alert)));
        taken = all.size();
        return fresh;
    }

    private static String text(Alert alert) {
        return alert.startedMillis
                + "/"
                + alert.revision
                + " "
                + alert.state.name().toLowerCase(Locale.ROOT);
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, IngestedAlert, Alert> {

        Harness() throws Exception {
            this(1, 0);
        }

        Harness(int parallelism, int subtask) throws Exception {
            super(
                    new KeyedProcessOperator<>(AlertIntake.from(new Configuration())),
                    AlertIntake::key,
                    Types.STRING,
                    128,
                    parallelism,
                    subtask);
        }
    }
}
