// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.model.DeliveryInput;
import dev.bellwether.model.RoutedAlert;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.Harnesses;
import java.util.ArrayList;
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
class AlertRouterTest {

    private static final long START = 1_000_000;
    private static final String POLICY =
            "{'receivers':[{'name':'desk'}],'route':{'receiver':'desk','group_by':['rule'],'routes':["
                + "{'name':'critical','match':['severity>=critical']}]},"
                + "'inhibitions':[{'name':'halt','source':['rule=halt'],'target':['rule!=halt'],"
                + "'equal':['symbol']}]}";

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
    void shouldGiveEachChangeToItsGroupAndWithdrawItFromTheOldOne() throws Exception {
        assertThat(change("gap", "AAPL", AlertState.PENDING, Severity.INFO)).isEmpty();
        assertThat(change("gap", "AAPL", AlertState.FIRING, Severity.INFO))
                .containsExactly("route|rule=gap firing null");
        assertThat(change("gap", "AAPL", AlertState.FIRING, Severity.CRITICAL))
                .containsExactly("route|rule=gap withdrawn", "route/critical|rule=gap firing null");
        // its end goes wherever it may have been told
        assertThat(change("gap", "AAPL", AlertState.RESOLVED, Severity.CRITICAL))
                .containsExactly(
                        "route/critical|rule=gap resolved null", "route|rule=gap resolved null");
        assertThat(alerts()).hasSize(4);
    }

    @Test
    void shouldKeepBackWhatASilenceMatchesUntilItEnds() throws Exception {
        change("gap", "AAPL", AlertState.FIRING, Severity.INFO);
        assertThat(silence("s", "symbol=AAPL", START + 60_000))
                .containsExactly("route|rule=gap firing silence:s");
        assertThat(change("vol", "AAPL", AlertState.FIRING, Severity.INFO))
                .containsExactly("route|rule=vol firing silence:s");
        assertThat(change("vol", "MSFT", AlertState.FIRING, Severity.INFO))
                .containsExactly("route|rule=vol firing null");
        // an end is not kept back
        assertThat(change("gap", "AAPL", AlertState.RESOLVED, Severity.INFO))
                .containsExactly("route|rule=gap resolved null");
        harness.setProcessingTime(START + 59_999);
        assertThat(fresh()).isEmpty();
        harness.setProcessingTime(START + 60_000);
        assertThat(fresh()).containsExactly("route|rule=vol firing null");
        assertThat(alerts()).extracting(alert -> alert.suppressedBy).contains("silence:s");
    }

    @Test
    void shouldEndASilenceBeforeItsTime() throws Exception {
        silence("s", "rule=~g.p", START + 60_000);
        assertThat(change("gap", "AAPL", AlertState.FIRING, Severity.INFO))
                .containsExactly("route|rule=gap firing silence:s");
        AlertAction end = new AlertAction();
        end.verb = AlertVerb.END_SILENCE;
        end.alert = "s";
        harness.processElement(DeliveryInput.of(end), 0);
        assertThat(fresh()).containsExactly("route|rule=gap firing null");
    }

    @Test
    void shouldLetOneAlertStandForOthersOfItsSymbol() throws Exception {
        change("gap", "AAPL", AlertState.FIRING, Severity.INFO);
        change("gap", "MSFT", AlertState.FIRING, Severity.INFO);
        assertThat(change("halt", "AAPL", AlertState.FIRING, Severity.INFO))
                .containsExactly(
                        "route|rule=halt firing null",
                        "route|rule=gap firing inhibition:halt:AAPL:0");
        assertThat(change("halt", "AAPL", AlertState.ACKNOWLEDGED, Severity.INFO))
                .containsExactly("route|rule=halt acknowledged null");
        assertThat(change("halt", "AAPL", AlertState.RESOLVED, Severity.INFO))
                .containsExactly("route|rule=halt resolved null", "route|rule=gap firing null");
    }

    /** By its severity, that is: it stands for others only as long as it is critical. */
    @Test
    void shouldStandForOthersOnlyAsLongAsItMatches() throws Exception {
        harness.processElement(
                DeliveryInput.ofPolicy(
                        Alerts.policy(
                                        "{'receivers':[{'name':'x'}],'route':{'receiver':'x'},"
                                                + "'inhibitions':[{'name':'i','source':"
                                                + "['severity>=critical'],'target':['rule=gap']}]}")
                                .toString()),
                0);
        change("gap", "AAPL", AlertState.FIRING, Severity.INFO);
        assertThat(change("vol", "MSFT", AlertState.FIRING, Severity.CRITICAL))
                .containsExactly(
                        "route|rule=vol firing null",
                        "route|rule=gap firing inhibition:vol:MSFT:0");
        assertThat(change("vol", "MSFT", AlertState.FIRING, Severity.WARNING))
                .containsExactly("route|rule=vol firing null", "route|rule=gap firing null");
    }

    @Test
    void shouldRouteOpenAlertsAnewWhenThePolicyChanges() throws Exception {
        change("gap", "AAPL", AlertState.FIRING, Severity.INFO);
        harness.processElement(
                DeliveryInput.ofPolicy(
                        Alerts.policy(
                                        "{'receivers':[{'name':'x'}],'route':{'receiver':'x',"
                                                + "'group_by':['symbol']}}")
                                .toString()),
                0);
        assertThat(fresh())
                .containsExactly("route|rule=gap withdrawn", "route|symbol=AAPL firing null");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = Harnesses.open(new Harness(), backend, null);
        harness.setProcessingTime(START);
        change("gap", "AAPL", AlertState.FIRING, Severity.INFO);
        silence("s", "symbol=AAPL", START + 60_000);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), backend, snapshot);
        harness.setProcessingTime(START + 1);
        taken = 0;

        assertThat(change("vol", "AAPL", AlertState.FIRING, Severity.INFO))
                .containsExactly("route|rule=vol firing silence:s");
        harness.setProcessingTime(START + 60_000);
        assertThat(fresh())
                .containsExactlyInAnyOrder(
                        "route|rule=gap firing null", "route|rule=vol firing null");
    }

    private List<String> silence(String id, String matcher, long until) throws Exception {
        AlertAction action = new AlertAction();
        action.verb = AlertVerb.SILENCE;
        action.alert = id;
        action.author = "ann";
        action.note = "known";
        action.matchers = new String[] {matcher};
        action.untilMillis = until;
        harness.processElement(DeliveryInput.of(action), 0);
        return fresh();
    }

    private List<String> change(String rule, String symbol, AlertState state, Severity severity)
            throws Exception {
        harness.processElement(DeliveryInput.of(Alerts.of(rule, symbol, state, severity)), 0);
        return fresh();
    }

    private List<String> fresh() {
        List<RoutedAlert> all = harness.extractOutputValues();
        List<String> fresh = new ArrayList<>();
        for (RoutedAlert routed : all.subList(taken, all.size())) {
            String what = routed.alert.state.name().toLowerCase(java.util.Locale.ROOT);
            fresh.add(
                    routed.group
                            + " "
                            + (routed.withdrawn
                                    ? "withdrawn"
                                    : what + " " + routed.alert.suppressedBy));
        }
        taken = all.size();
        return fresh;
    }

    private List<Alert> alerts() {
        Queue<StreamRecord<Alert>> records = harness.getSideOutput(AlertRouter.ALERTS);
        return records.stream().map(StreamRecord::getValue).collect(Collectors.toList());
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, DeliveryInput, RoutedAlert> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(new AlertRouter(Alerts.policy(POLICY))),
                    input -> AlertRouter.KEY,
                    Types.STRING);
        }
    }
}
