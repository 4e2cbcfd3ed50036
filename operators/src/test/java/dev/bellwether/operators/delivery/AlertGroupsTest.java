// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.RoutedAlert;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.Harnesses;
import dev.bellwether.operators.delivery.policy.RoutePlan;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class AlertGroupsTest {

    private static final long START = 1_000_000;
    private static final long MINUTE = 60_000;

    private final RoutePlan plan = new RoutePlan();
    private Harness harness;
    private int taken;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        plan.receiver = "desk";
        plan.waitMillis = 10_000;
        plan.intervalMillis = 5 * MINUTE;
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
        harness.setProcessingTime(START);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldWaitThenTellTogetherThenEveryInterval() throws Exception {
        fire("a", Severity.INFO);
        fire("b", Severity.WARNING);
        assertThat(at(9_999)).isEmpty();
        assertThat(at(10_000)).containsExactly("CHANGE desk b a");
        fire("c", Severity.WARNING);
        resolve("a", Severity.INFO);
        assertThat(at(10_000 + 5 * MINUTE - 1)).isEmpty();
        assertThat(at(10_000 + 5 * MINUTE)).containsExactly("CHANGE desk c -a");
        // nothing new
        assertThat(at(60 * MINUTE)).isEmpty();
    }

    @Test
    void shouldTellWhatWaitsWhenNothingMoreComes() throws Exception {
        fire("a", Severity.INFO);
        harness.processWatermark(Long.MAX_VALUE - 1);
        assertThat(fresh()).isEmpty();
        harness.processWatermark(Long.MAX_VALUE);
        assertThat(fresh()).containsExactly("CHANGE desk a");
    }

    @Test
    void shouldTellWhatIsCriticalAtOnce() throws Exception {
        fire("a", Severity.INFO);
        fire("b", Severity.CRITICAL);
        assertThat(fresh()).containsExactly("CHANGE desk b a");
        fire("c", Severity.CRITICAL);
        assertThat(fresh()).containsExactly("CHANGE desk c");
    }

    @Test
    void shouldTellARiseButNoFall() throws Exception {
        plan.waitMillis = 0;
        plan.intervalMillis = 0;
        fire("a", Severity.WARNING);
        assertThat(fresh()).hasSize(1);
        fire("a", Severity.INFO);
        fire("a", Severity.WARNING);
        assertThat(fresh()).isEmpty();
        fire("a", Severity.CRITICAL);
        assertThat(fresh()).containsExactly("CHANGE desk a");
    }

    @Test
    void shouldNotTellWhatIsOverOrTakenOnBefore() throws Exception {
        fire("a", Severity.INFO);
        fire("b", Severity.INFO);
        resolve("a", Severity.INFO);
        change("b", AlertState.ACKNOWLEDGED, Severity.INFO, null);
        assertThat(at(10 * MINUTE)).isEmpty();
        assertThat(decisions())
                .extracting(decision -> decision.alerts[0] + " " + decision.verdict)
                .containsExactly("r:a:0/0 OVER", "r:b:0/0 ACKNOWLEDGED");
    }

    @Test
    void shouldTellWhatWasKeptBackWhenItIsNoMore() throws Exception {
        change("a", AlertState.FIRING, Severity.INFO, "silence:s");
        assertThat(at(10 * MINUTE)).isEmpty();
        fire("a", Severity.INFO);
        assertThat(at(10 * MINUTE + 10_000)).containsExactly("CHANGE desk a");
    }

    @Test
    void shouldRepeatWhatGoesOnUntilItIsTakenOn() throws Exception {
        plan.waitMillis = 0;
        plan.repeatMillis = 60 * MINUTE;
        fire("a", Severity.INFO);
        fire("b", Severity.INFO);
        at(5 * MINUTE);
        assertThat(at(65 * MINUTE - 1)).isEmpty();
        assertThat(at(65 * MINUTE)).containsExactly("REPEAT desk a b");
        change("a", AlertState.ACKNOWLEDGED, Severity.INFO, null);
        assertThat(at(125 * MINUTE)).containsExactly("REPEAT desk b");
        change("b", AlertState.ACKNOWLEDGED, Severity.INFO, null);
        assertThat(at(500 * MINUTE)).isEmpty();
        // kept back and then not
        change("b", AlertState.FIRING, Severity.INFO, "silence:s");
        assertThat(at(600 * MINUTE)).isEmpty();
        change("b", AlertState.FIRING, Severity.INFO, null);
        assertThat(at(660 * MINUTE)).containsExactly("REPEAT desk b");
    }

    /** Who had taken it on as a warning has not taken on what is critical again. */
    @Test
    void shouldTellWhatIsGivenBackThoughWorseWasTold() throws Exception {
        fire("a", Severity.CRITICAL);
        fire("a", Severity.WARNING);
        change("a", AlertState.ACKNOWLEDGED, Severity.WARNING, null);
        fresh();
        Alert again = Alerts.of("r", "a", 3, AlertState.FIRING, Severity.CRITICAL);
        again.before = AlertState.ACKNOWLEDGED;
        route(again, false);
        assertThat(fresh()).containsExactly("CHANGE desk a");
        // the same change once more, as when a silence ends
        route(again, false);
        assertThat(at(60 * MINUTE)).isEmpty();
    }

    @Test
    void shouldTellTheEndToAllWhoWereTold() throws Exception {
        ladder();
        fire("a", Severity.CRITICAL);
        at(5 * MINUTE);
        taken = harness.extractOutputValues().size();
        resolve("a", Severity.CRITICAL);
        assertThat(at(10 * MINUTE)).containsExactly("CHANGE desk -a", "CHANGE second -a");
    }

    @Test
    void shouldTellTheEndOfWhatWentAnotherWay() throws Exception {
        fire("a", Severity.CRITICAL);
        fire("b", Severity.INFO);
        fresh();
        route(Alerts.of("r", "a", AlertState.FIRING, Severity.WARNING), true);
        route(Alerts.of("r", "b", AlertState.FIRING, Severity.WARNING), true);
        assertThat(at(60 * MINUTE)).isEmpty();
        resolve("a", Severity.WARNING);
        resolve("b", Severity.WARNING);
        assertThat(at(70 * MINUTE)).containsExactly("CHANGE desk -a");
    }

    @Test
    void shouldClimbOnAfterAPause() throws Exception {
        ladder();
        fire("a", Severity.CRITICAL);
        fresh();
        assertThat(at(16 * MINUTE)).containsExactly("ESCALATION second a");
        assertThat(at(16 * MINUTE + 1)).containsExactly("ESCALATION boss a");
    }

    @Test
    void shouldNotClimbAnewForWhatDoesNotClimb() throws Exception {
        ladder();
        plan.ladderRepeat = 0;
        fire("a", Severity.CRITICAL);
        at(5 * MINUTE);
        assertThat(at(15 * MINUTE)).containsExactly("ESCALATION boss a");
        taken = harness.extractOutputValues().size();
        fire("b", Severity.INFO);
        assertThat(at(60 * MINUTE)).containsExactly("CHANGE desk b");
    }

    @Test
    void shouldClimbUntilItIsTakenOnAndNoOftenerThanItSays() throws Exception {
        ladder();
        fire("a", Severity.CRITICAL);
        assertThat(fresh()).containsExactly("CHANGE desk a");
        assertThat(at(5 * MINUTE - 1)).isEmpty();
        assertThat(at(5 * MINUTE)).containsExactly("ESCALATION second a");
        assertThat(at(15 * MINUTE)).containsExactly("ESCALATION boss a");
        // once more from the beginning, counted from the last step
        assertThat(at(20 * MINUTE)).containsExactly("ESCALATION second a");
        List<Dispatch> all = harness.extractOutputValues();
        assertThat(all.get(all.size() - 1).reason).isEqualTo("Nobody has taken this on for 20 min");
        assertThat(at(30 * MINUTE)).containsExactly("ESCALATION boss a");
        assertThat(at(600 * MINUTE)).isEmpty();
        // what is new climbs again
        fire("b", Severity.CRITICAL);
        assertThat(fresh()).containsExactly("CHANGE desk b");
        assertThat(at(605 * MINUTE)).containsExactly("ESCALATION second a b");
    }

    @Test
    void shouldStopClimbingWhenItIsTakenOnAndClimbAgainWhenItIsGivenBack() throws Exception {
        ladder();
        fire("a", Severity.CRITICAL);
        fresh();
        change("a", AlertState.ACKNOWLEDGED, Severity.CRITICAL, null);
        assertThat(at(60 * MINUTE)).isEmpty();
        change("a", AlertState.FIRING, Severity.CRITICAL, null);
        assertThat(at(65 * MINUTE)).containsExactly("ESCALATION second a");
    }

    private void ladder() {
        plan.ladderFrom = Severity.CRITICAL;
        plan.ladderAfterMillis = List.of(5 * MINUTE, 15 * MINUTE);
        plan.ladderReceivers = List.of("second", "boss");
        plan.ladderRepeat = 1;
    }

    @Test
    void shouldGiveTheSameKeyToTheSameChanges() throws Exception {
        plan.waitMillis = 0;
        plan.intervalMillis = 0;
        fire("a", Severity.INFO);
        assertThat(harness.extractOutputValues().get(0).key).isEqualTo("r:a:0/0");
        plan.buckets = 2;
        fire("b", Severity.INFO);
        assertThat(harness.extractOutputValues())
                .extracting(dispatch -> dispatch.bucket)
                .containsExactly(-1, -1, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = Harnesses.open(new Harness(), backend, null);
        harness.setProcessingTime(START);
        ladder();
        fire("a", Severity.CRITICAL);
        fire("b", Severity.INFO);
        assertThat(fresh()).containsExactly("CHANGE desk a");
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), backend, snapshot);
        taken = 0;
        harness.setProcessingTime(START + 1);

        fire("a", Severity.CRITICAL);
        assertThat(fresh()).isEmpty();
        assertThat(at(5 * MINUTE))
                .containsExactlyInAnyOrder("CHANGE desk b", "ESCALATION second a");
        resolve("a", Severity.CRITICAL);
        resolve("b", Severity.INFO);
        assertThat(at(10 * MINUTE)).containsExactly("CHANGE desk -a -b", "CHANGE second -a");
        if (backend instanceof HashMapStateBackend) {
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private void fire(String symbol, Severity severity) throws Exception {
        change(symbol, AlertState.FIRING, severity, null);
    }

    private void resolve(String symbol, Severity severity) throws Exception {
        change(symbol, AlertState.RESOLVED, severity, null);
    }

    private void change(String symbol, AlertState state, Severity severity, String suppressedBy)
            throws Exception {
        Alert alert = Alerts.of("r", symbol, state, severity);
        alert.suppressedBy = suppressedBy;
        route(alert, false);
    }

    private void route(Alert alert, boolean withdrawn) throws Exception {
        RoutedAlert routed = new RoutedAlert();
        routed.alert = alert;
        routed.route = "route";
        routed.group = "route|rule=r";
        routed.plan = plan.toString();
        routed.withdrawn = withdrawn;
        harness.processElement(routed, 0);
    }

    private List<String> at(long sinceStart) throws Exception {
        harness.setProcessingTime(START + sinceStart);
        return fresh();
    }

    private List<String> fresh() {
        List<Dispatch> all = harness.extractOutputValues();
        List<Dispatch> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh.stream().map(AlertGroupsTest::line).collect(Collectors.toList());
    }

    private static String line(Dispatch dispatch) {
        StringBuilder line = new StringBuilder(dispatch.kind + " " + dispatch.receiver);
        for (Alert alert : dispatch.alerts) {
            boolean over = alert.state == AlertState.RESOLVED;
            line.append(over ? " -" : " ").append(alert.symbol);
        }
        assertThat(dispatch.kind == DispatchKind.CHANGE).isEqualTo(dispatch.reason.isEmpty());
        return line.toString();
    }

    private List<DeliveryDecision> decisions() {
        Queue<StreamRecord<DeliveryDecision>> records =
                harness.getSideOutput(AlertGroups.DECISIONS);
        return records.stream().map(StreamRecord::getValue).collect(Collectors.toList());
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, RoutedAlert, Dispatch> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(new AlertGroups()),
                    routed -> routed.group,
                    Types.STRING);
        }
    }
}
