// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;
import dev.bellwether.operators.Harnesses;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.Person;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class RecipientsTest {

    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final long NIGHT = Instant.parse("2026-03-02T20:00:00Z").toEpochMilli();
    private static final long MORNING = Instant.parse("2026-03-03T09:00:00Z").toEpochMilli();

    private static final String POLICY =
            "{'users':[{'user_id':'ann','email':'ann@example.com','preferred_channels':['email','slack'],"
                + "'alert_preferences':{'severity_threshold':'info','symbols_of_interest':['AAPL'],"
                + "'notification_hours':{'start':'09:00','end':'17:00'}}},"
                + "{'user_id':'bob','phone':'+15550100','preferred_channels':['sms'],"
                + "'alert_preferences':{'severity_threshold':'warning'}}],"
                + "'receivers':[{'name':'desk','users':['*'],'channels':['discord']},"
                + "{'name':'bob','users':['bob']},{'name':'nobody'}]}";

    private Harness harness;
    private int taken;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
        harness.setProcessingTime(NOON);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldTellEachUserWhatHeWantsWhereHeWantsIt() throws Exception {
        assertThat(dispatch("desk", alert("AAPL", 0, AlertState.FIRING, Severity.INFO)))
                .containsExactlyInAnyOrder(
                        "DISCORD null null AAPL",
                        "EMAIL ann ann@example.com AAPL",
                        "SLACK null null AAPL");
        assertThat(dispatch("desk", alert("MSFT", 0, AlertState.FIRING, Severity.WARNING)))
                .containsExactlyInAnyOrder("DISCORD null null MSFT", "SMS bob +15550100 MSFT");
        assertThat(dispatch("bob", alert("MSFT", 0, AlertState.FIRING, Severity.WARNING)))
                .containsExactly("SMS bob +15550100 MSFT");
        assertThat(dispatch("nobody", alert("MSFT", 0, AlertState.FIRING, Severity.WARNING)))
                .isEmpty();
        assertThat(decisions())
                .containsExactlyInAnyOrder(
                        "BELOW_THRESHOLD [bob] r:AAPL:0/0",
                        "NOT_OF_INTEREST [ann] r:MSFT:0/0",
                        "UNROUTED [] r:MSFT:0/0");
    }

    @Test
    void shouldKeepForTheMorningWhatIsNotCritical() throws Exception {
        harness.setProcessingTime(NIGHT);
        assertThat(dispatch("desk", alert("AAPL", 0, AlertState.FIRING, Severity.INFO)))
                .containsExactly("DISCORD null null AAPL");
        assertThat(dispatch("desk", alert("AAPL", 1, AlertState.RESOLVED, Severity.INFO)))
                .containsExactly("DISCORD null null -AAPL");
        harness.setProcessingTime(MORNING - 1);
        assertThat(fresh()).isEmpty();
        harness.setProcessingTime(MORNING);
        assertThat(fresh())
                .containsExactlyInAnyOrder(
                        "EMAIL ann ann@example.com -AAPL", "SLACK null null -AAPL");
        harness.setProcessingTime(MORNING + 86_400_000);
        assertThat(fresh()).isEmpty();
    }

    @Test
    void shouldTellWhatIsKeptWhenNothingMoreComes() throws Exception {
        harness.setProcessingTime(NIGHT);
        dispatch("desk", alert("AAPL", 0, AlertState.FIRING, Severity.INFO));
        harness.processBothWatermarks(new Watermark(Long.MAX_VALUE));
        assertThat(fresh())
                .containsExactlyInAnyOrder(
                        "EMAIL ann ann@example.com AAPL", "SLACK null null AAPL");
    }

    @Test
    void shouldNotLetSleepWhatHasBecomeCritical() throws Exception {
        harness.setProcessingTime(NIGHT);
        dispatch("desk", alert("AAPL", 0, AlertState.FIRING, Severity.INFO));
        assertThat(dispatch("desk", alert("AAPL", 1, AlertState.FIRING, Severity.CRITICAL)))
                .contains("EMAIL ann ann@example.com AAPL");
        harness.setProcessingTime(MORNING);
        assertThat(fresh()).isEmpty();
    }

    /** Two an hour of one rule and symbol here; critical ones and ends beside them. */
    @Test
    void shouldCountWhatIsBeyondTheLimitOfAUser() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(dispatch("bob", alert("X", i, AlertState.FIRING, Severity.WARNING)))
                    .hasSize(1);
        }
        dispatch("bob", alert("X", 2, AlertState.FIRING, Severity.WARNING));
        Telling last = last();
        assertThat(last.alerts).isEmpty();
        assertThat(last.limited).containsExactly("r:X:0");
        assertThat(dispatch("bob", alert("X", 3, AlertState.FIRING, Severity.CRITICAL)))
                .containsExactly("SMS bob +15550100 X");
        assertThat(dispatch("bob", alert("X", 4, AlertState.RESOLVED, Severity.WARNING)))
                .containsExactly("SMS bob +15550100 -X");
        assertThat(dispatch("bob", alert("Y", 0, AlertState.FIRING, Severity.WARNING)))
                .containsExactly("SMS bob +15550100 Y");
        harness.setProcessingTime(NOON + 3_600_000);
        assertThat(dispatch("bob", alert("X", 5, AlertState.FIRING, Severity.WARNING)))
                .containsExactly("SMS bob +15550100 X");
        harness.setProcessingTime(NOON + 4 * 3_600_000);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void shouldNameTwentyAndCountTheRest() throws Exception {
        Alert[] many = new Alert[25];
        for (int i = 0; i < many.length; i++) {
            many[i] = alert("S" + i, 0, AlertState.FIRING, Severity.WARNING);
        }
        dispatch("bob", many);
        assertThat(last().alerts).hasSize(20);
        assertThat(last().more).hasSize(5).allMatch(entry -> entry.matches("WARNING/0/r:S\\d+:0"));
    }

    @Test
    void shouldTakeAnotherPolicyWhileItRuns() throws Exception {
        harness.processElement2(
                new StreamRecord<>(
                        Alerts.policy(
                                        "{'users':[{'user_id':'bob','email':'b@example.com',"
                                                + "'preferred_channels':['email']}],"
                                                + "'receivers':[{'name':'bob','users':['bob']}]}")
                                .toString()));
        assertThat(dispatch("bob", alert("MSFT", 0, AlertState.FIRING, Severity.INFO)))
                .containsExactly("EMAIL bob b@example.com MSFT");
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldKeepWhatIsKeptOverARestore(StateBackend backend) throws Exception {
        harness.close();
        harness = Harnesses.open(new Harness(), backend, null);
        harness.setProcessingTime(NIGHT);
        dispatch("desk", alert("AAPL", 0, AlertState.FIRING, Severity.INFO));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), backend, snapshot);
        taken = 0;
        harness.setProcessingTime(MORNING);
        assertThat(fresh())
                .containsExactlyInAnyOrder(
                        "EMAIL ann ann@example.com AAPL", "SLACK null null AAPL");
    }

    private static Alert alert(String symbol, int revision, AlertState state, Severity severity) {
        return Alerts.of("r", symbol, revision, state, severity);
    }

    private List<String> dispatch(String receiver, Alert... alerts) throws Exception {
        for (int bucket : new int[] {-1, Person.bucket("ann"), Person.bucket("bob")}) {
            Dispatch dispatch = new Dispatch();
            dispatch.key = "k";
            dispatch.kind = DispatchKind.CHANGE;
            dispatch.route = "route";
            dispatch.group = "g";
            dispatch.receiver = receiver;
            dispatch.reason = "";
            dispatch.alerts = alerts;
            dispatch.bucket = bucket;
            harness.processElement1(new StreamRecord<>(dispatch));
        }
        return fresh();
    }

    private List<String> fresh() {
        List<Telling> all = harness.extractOutputValues();
        List<Telling> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh.stream().map(RecipientsTest::line).collect(Collectors.toList());
    }

    private Telling last() {
        List<Telling> all = harness.extractOutputValues();
        return all.get(all.size() - 1);
    }

    private static String line(Telling telling) {
        StringBuilder line =
                new StringBuilder(
                        telling.channel + " " + telling.recipient + " " + telling.address);
        for (Alert alert : telling.alerts) {
            line.append(alert.state == AlertState.RESOLVED ? " -" : " ").append(alert.symbol);
        }
        return line.toString();
    }

    private List<String> decisions() {
        Queue<StreamRecord<DeliveryDecision>> records = harness.getSideOutput(Recipients.DECISIONS);
        return records.stream()
                .map(StreamRecord::getValue)
                .map(
                        decision ->
                                decision.verdict
                                        + " "
                                        + List.of(decision.recipients)
                                        + " "
                                        + String.join(",", decision.alerts))
                .collect(Collectors.toList());
    }

    private static final class Harness
            extends KeyedTwoInputStreamOperatorTestHarness<Integer, Dispatch, String, Telling> {

        Harness() throws Exception {
            this(Alerts.policy(POLICY));
        }

        private Harness(DeliveryPolicy policy) throws Exception {
            super(
                    new CoBroadcastWithKeyedOperator<>(
                            Recipients.from(
                                    new Configuration().set(DeliveryOptions.SYMBOL_LIMIT, 2),
                                    policy),
                            List.of(Recipients.POLICY)),
                    dispatch -> dispatch.bucket,
                    null,
                    Types.INT);
        }
    }
}
