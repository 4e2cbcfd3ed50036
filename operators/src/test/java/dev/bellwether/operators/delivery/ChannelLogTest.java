// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;
import dev.bellwether.operators.Harnesses;
import java.util.Arrays;
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
class ChannelLogTest {

    private static final long START = 1_000_000;
    private static final long HOUR = 3_600_000;

    private Harness harness;
    private int taken;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
        harness.setProcessingTime(START);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldTellBeginningAndEndOnce() throws Exception {
        List<Notification> told = tell(alert("a", 0, AlertState.FIRING, Severity.WARNING));
        assertThat(told).extracting(n -> n.title).containsExactly("a r");
        assertThat(told.get(0).key).isEqualTo("EMAIL/ann/r:a:0/0");
        assertThat(told.get(0).address).isEqualTo("ann@example.com");
        assertThat(tell(alert("a", 0, AlertState.FIRING, Severity.WARNING))).isEmpty();
        assertThat(tell(alert("a", 2, AlertState.RESOLVED, Severity.WARNING)))
                .extracting(n -> n.title)
                .containsExactly("Over: a r");
        assertThat(tell(alert("a", 2, AlertState.RESOLVED, Severity.WARNING))).isEmpty();
        assertThat(tell(alert("b", 2, AlertState.RESOLVED, Severity.WARNING))).isEmpty();
    }

    @Test
    void shouldSumUpWhenNothingMoreComes() throws Exception {
        for (int i = 0; i < 5; i++) {
            tell(alert("a" + i, 0, AlertState.FIRING, Severity.WARNING));
        }
        harness.processWatermark(Long.MAX_VALUE);
        assertThat(fresh())
                .extracting(n -> n.title)
                .containsExactly("2 more alerts in the last hour");
    }

    @Test
    void shouldTellOfARise() throws Exception {
        tell(alert("a", 0, AlertState.FIRING, Severity.WARNING));
        assertThat(tell(alert("a", 1, AlertState.FIRING, Severity.CRITICAL))).hasSize(1);
        assertThat(tell(alert("a", 2, AlertState.FIRING, Severity.WARNING))).isEmpty();
        assertThat(tell(alert("a", 3, AlertState.FIRING, Severity.CRITICAL))).isEmpty();
    }

    @Test
    void shouldNameSeveralInOneMessage() throws Exception {
        tell(alert("c", 0, AlertState.FIRING, Severity.INFO));
        Telling telling =
                telling(
                        "k",
                        alert("a", 0, AlertState.FIRING, Severity.WARNING),
                        alert("b", 0, AlertState.FIRING, Severity.CRITICAL),
                        alert("c", 1, AlertState.RESOLVED, Severity.INFO));
        telling.more = new String[] {"INFO/0/r:x:0", "INFO/0/r:y:0"};
        Notification message = tell(telling).get(0);
        assertThat(message.title).isEqualTo("4 alerts of r, 1 over");
        assertThat(message.severity).isEqualTo(Severity.CRITICAL);
        assertThat(message.lines)
                .containsExactly(
                        "[warning] a r", "[critical] b r", "[info] Over: c r", "and 2 more of r");
        assertThat(message.key).isEqualTo("EMAIL/ann/k");
    }

    /**
     * Every symbol at once: so many messages, critical ones beside them, a summary that adds up.
     */
    @Test
    void shouldSumUpAStorm() throws Exception {
        int told = 0;
        for (int i = 0; i < 500; i++) {
            Severity severity = i % 5 == 0 ? Severity.CRITICAL : Severity.WARNING;
            told += tell(alert("a" + i, 0, AlertState.FIRING, severity)).size();
        }
        assertThat(told).isEqualTo(3 + 4);
        Telling beyond = telling("k");
        beyond.limited = new String[] {"s:x:0", "s:y:0", "s:x:0"};
        assertThat(tell(beyond)).isEmpty();
        harness.setProcessingTime(START + HOUR - 1);
        assertThat(fresh()).isEmpty();
        harness.setProcessingTime(START + HOUR);
        List<Notification> summaries = fresh();
        assertThat(summaries).hasSize(1);
        assertThat(summaries.get(0).title).isEqualTo("495 more alerts in the last hour");
        assertThat(summaries.get(0).lines).containsExactly("493 of r", "2 of s");
        assertThat(summaries.get(0).address).isEqualTo("ann@example.com");
        // a new hour
        assertThat(tell(alert("b", 0, AlertState.FIRING, Severity.WARNING))).hasSize(1);
        // the end of what was told is told, that of the others is not
        assertThat(tell(alert("a1", 1, AlertState.RESOLVED, Severity.WARNING))).hasSize(1);
        assertThat(tell(alert("a499", 1, AlertState.RESOLVED, Severity.WARNING))).isEmpty();
    }

    @Test
    void shouldRepeatOnceEvenWhereSeveralUsersShareTheAddress() throws Exception {
        tell(alert("a", 0, AlertState.FIRING, Severity.WARNING));
        Telling again = telling("again", alert("a", 0, AlertState.FIRING, Severity.WARNING));
        again.kind = DispatchKind.ESCALATION;
        again.reason = "Nobody has taken this on for 5 min";
        assertThat(tell(again))
                .extracting(n -> n.title)
                .containsExactly("Nobody has taken this on for 5 min: a r");
        assertThat(tell(again)).isEmpty();
    }

    /** Of two users with other symbols, both of whom read the same channel. */
    @Test
    void shouldRepeatToASharedAddressWhatEachUserWants() throws Exception {
        tell(alert("a", 0, AlertState.FIRING, Severity.CRITICAL));
        tell(alert("b", 0, AlertState.FIRING, Severity.CRITICAL));
        Telling one = telling("again", alert("a", 0, AlertState.FIRING, Severity.CRITICAL));
        one.kind = DispatchKind.REPEAT;
        Telling other =
                telling(
                        "again",
                        alert("a", 0, AlertState.FIRING, Severity.CRITICAL),
                        alert("b", 0, AlertState.FIRING, Severity.CRITICAL));
        other.kind = DispatchKind.REPEAT;
        assertThat(tell(one)).extracting(n -> n.title).containsExactly("a r");
        assertThat(tell(other)).extracting(n -> n.title).containsExactly("b r");
        assertThat(tell(other)).isEmpty();
    }

    @Test
    void shouldCountOnceWhatIsBeyondForSeveralUsersOfAnAddress() throws Exception {
        for (int user = 0; user < 3; user++) {
            for (int i = 0; i < 5; i++) {
                tell(alert("a" + i, 0, AlertState.FIRING, Severity.WARNING));
            }
        }
        harness.setProcessingTime(START + HOUR);
        List<Notification> all = harness.extractOutputValues();
        assertThat(all).hasSize(4);
        assertThat(all.get(3).title).isEqualTo("2 more alerts in the last hour");
    }

    @Test
    void shouldCountEndsOfWhatWasOnlyCounted() throws Exception {
        Telling telling = telling("k", alert("a", 0, AlertState.FIRING, Severity.WARNING));
        telling.more = new String[] {"INFO/0/r:x:0", "INFO/0/r:y:0"};
        tell(telling);
        Telling ends = telling("e", alert("x", 1, AlertState.RESOLVED, Severity.INFO));
        ends.more = new String[] {"over/1/r:y:0", "over/1/r:never:0"};
        Notification message = tell(ends).get(0);
        assertThat(message.title).isEqualTo("2 alerts of r are over");
        assertThat(message.lines).containsExactly("[info] Over: x r", "and 1 more over of r");
    }

    @Test
    void shouldTellWhatIsGivenBack() throws Exception {
        tell(alert("a", 0, AlertState.FIRING, Severity.CRITICAL));
        Alert again = alert("a", 3, AlertState.FIRING, Severity.CRITICAL);
        again.before = AlertState.ACKNOWLEDGED;
        assertThat(tell(again)).hasSize(1);
        assertThat(tell(again)).isEmpty();
    }

    @Test
    void shouldGiveADigestWhole() throws Exception {
        Telling digest =
                telling(
                        "digest/1",
                        alert("a", 0, AlertState.FIRING, Severity.WARNING),
                        alert("b", 1, AlertState.RESOLVED, Severity.WARNING));
        digest.kind = DispatchKind.DIGEST;
        assertThat(tell(digest))
                .extracting(n -> n.title)
                .containsExactly("Meanwhile: 1 alert of r, 1 over");
        // its end goes where its beginning was told
        assertThat(tell(alert("a", 1, AlertState.RESOLVED, Severity.WARNING))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldTellNothingTwiceAfterARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = Harnesses.open(new Harness(), backend, null);
        harness.setProcessingTime(START);
        for (int i = 0; i < 5; i++) {
            tell(alert("a" + i, 0, AlertState.FIRING, Severity.WARNING));
        }
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), backend, snapshot);
        harness.setProcessingTime(START + 1);
        taken = 0;

        assertThat(tell(alert("a0", 0, AlertState.FIRING, Severity.WARNING))).isEmpty();
        assertThat(tell(alert("a9", 0, AlertState.FIRING, Severity.WARNING))).isEmpty();
        harness.setProcessingTime(START + HOUR);
        assertThat(fresh()).hasSize(1).allMatch(n -> n.title.startsWith("3 more alerts"));
    }

    private static Alert alert(String symbol, int revision, AlertState state, Severity severity) {
        return Alerts.of("r", symbol, revision, state, severity);
    }

    private static Telling telling(String key, Alert... alerts) {
        Telling telling = new Telling();
        telling.key = key;
        telling.kind = DispatchKind.CHANGE;
        telling.route = "route";
        telling.group = "g";
        telling.channel = Channel.EMAIL;
        telling.recipient = "ann";
        telling.address = "ann@example.com";
        telling.reason = "";
        telling.alerts = alerts;
        return telling;
    }

    private List<Notification> tell(Alert alert) throws Exception {
        return tell(telling(alert.id + "/" + alert.revision, alert));
    }

    private List<Notification> tell(Telling telling) throws Exception {
        harness.processElement(telling, 0);
        return fresh();
    }

    private List<Notification> fresh() {
        List<Notification> all = harness.extractOutputValues();
        Notification[] fresh = all.subList(taken, all.size()).toArray(new Notification[0]);
        taken = all.size();
        return Arrays.asList(fresh);
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, Telling, Notification> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(
                            ChannelLog.from(
                                    new Configuration()
                                            .set(DeliveryOptions.LIMIT, 3)
                                            .set(DeliveryOptions.CRITICAL_LIMIT, 4))),
                    ChannelLog::key,
                    Types.STRING);
        }
    }
}
