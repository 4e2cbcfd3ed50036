// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
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
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class NotifierTest {

    private static final long START = 1_000_000;
    private static final long HOUR = 3_600_000;

    private Harness harness;
    private int taken;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        harness = open(new HashMapStateBackend(), null);
        harness.setProcessingTime(START);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldTellBeginningAndEndOnce() throws Exception {
        List<Notification> told = alert("a", 0, AlertState.FIRING, Severity.WARNING);
        assertThat(told).extracting(n -> n.channel).containsExactly(Channel.SLACK, Channel.DISCORD);
        assertThat(told.get(0).key).isEqualTo("SLACK/a/0");
        assertThat(told.get(0).title).isEqualTo("AAPL moved");
        assertThat(alert("a", 0, AlertState.FIRING, Severity.WARNING)).isEmpty();
        assertThat(alert("a", 1, AlertState.ACKNOWLEDGED, Severity.WARNING)).isEmpty();
        assertThat(alert("a", 2, AlertState.RESOLVED, Severity.WARNING))
                .extracting(n -> n.title)
                .containsExactly("Over: AAPL moved", "Over: AAPL moved");
        assertThat(alert("a", 2, AlertState.RESOLVED, Severity.WARNING)).isEmpty();
    }

    @Test
    void shouldTellNothingOfWhatIsTooSmallNorOfItsEnd() throws Exception {
        assertThat(alert("a", 0, AlertState.PENDING, Severity.CRITICAL)).isEmpty();
        assertThat(alert("a", 1, AlertState.FIRING, Severity.INFO)).isEmpty();
        assertThat(alert("a", 2, AlertState.RESOLVED, Severity.INFO)).isEmpty();
    }

    @Test
    void shouldTellOfARise() throws Exception {
        alert("a", 0, AlertState.FIRING, Severity.WARNING);
        assertThat(alert("a", 1, AlertState.FIRING, Severity.CRITICAL)).hasSize(2);
        assertThat(alert("a", 2, AlertState.FIRING, Severity.WARNING)).isEmpty();
        assertThat(alert("a", 3, AlertState.FIRING, Severity.CRITICAL)).isEmpty();
    }

    /**
     * Every symbol at once: so many messages, critical ones beside them, one summary that adds up.
     */
    @Test
    void shouldSumUpAStorm() throws Exception {
        int told = 0;
        for (int i = 0; i < 500; i++) {
            Severity severity = i % 5 == 0 ? Severity.CRITICAL : Severity.WARNING;
            told += alert("a" + i, 0, AlertState.FIRING, severity).size();
        }
        assertThat(told).isEqualTo(2 * (3 + 4));
        harness.setProcessingTime(START + HOUR - 1);
        assertThat(fresh()).isEmpty();
        harness.setProcessingTime(START + HOUR);
        List<Notification> summaries = fresh();
        assertThat(summaries).hasSize(2);
        assertThat(summaries.get(0).title).isEqualTo("493 more alerts in the last hour");
        assertThat(summaries.get(0).text).isEqualTo("493 of price-move");
        // a new hour
        assertThat(alert("b", 0, AlertState.FIRING, Severity.WARNING)).hasSize(2);
        // the end of what was told is told, that of the others is not
        assertThat(alert("a1", 1, AlertState.RESOLVED, Severity.WARNING)).hasSize(2);
        assertThat(alert("a499", 1, AlertState.RESOLVED, Severity.WARNING)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldTellNothingTwiceAfterARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = open(backend, null);
        harness.setProcessingTime(START);
        for (int i = 0; i < 5; i++) {
            alert("a" + i, 0, AlertState.FIRING, Severity.WARNING);
        }
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = open(backend, snapshot);
        harness.setProcessingTime(START + 1);
        taken = 0;

        assertThat(alert("a0", 0, AlertState.FIRING, Severity.WARNING)).isEmpty();
        assertThat(alert("a9", 0, AlertState.FIRING, Severity.WARNING)).isEmpty();
        harness.setProcessingTime(START + HOUR);
        assertThat(fresh()).hasSize(2).allMatch(n -> n.title.startsWith("3 more alerts"));
    }

    private List<Notification> alert(String id, int revision, AlertState state, Severity severity)
            throws Exception {
        Alert alert = new Alert();
        alert.id = id;
        alert.revision = revision;
        alert.rule = "price-move";
        alert.symbol = "AAPL";
        alert.state = state;
        alert.severity = severity;
        alert.headline = "AAPL moved";
        harness.processElement(alert, 0);
        return fresh();
    }

    private List<Notification> fresh() {
        List<Notification> all = harness.extractOutputValues();
        List<Notification> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh;
    }

    private static Harness open(StateBackend backend, OperatorSubtaskState snapshot)
            throws Exception {
        return Harnesses.open(new Harness(), backend, snapshot);
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, Alert, Notification> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(
                            Notifier.from(
                                    new Configuration()
                                            .set(NotifierOptions.LIMIT, 3)
                                            .set(NotifierOptions.CRITICAL_LIMIT, 4),
                                    List.of(Channel.SLACK, Channel.DISCORD))),
                    alert -> Notifier.KEY,
                    Types.STRING);
        }
    }
}
