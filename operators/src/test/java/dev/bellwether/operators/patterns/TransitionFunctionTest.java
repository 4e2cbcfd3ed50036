// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.Harnesses;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class TransitionFunctionTest {

    private static final int MONDAY = (int) LocalDate.of(2024, 6, 3).toEpochDay();

    private Harness harness;

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldTellOfFallsAndReturnsWithAMarginBetweenThem() throws Exception {
        assertThat(drawdown(0, -5)).containsExactly("A DRAWDOWN FIRST DOWN");
        assertThat(drawdown(1, -19.9)).isEmpty();
        assertThat(drawdown(2, -20)).containsExactly("A DRAWDOWN ENTERED DOWN");
        assertThat(drawdown(3, -16)).isEmpty();
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), snapshot);
        assertThat(drawdown(4, -25)).isEmpty();
        assertThat(drawdown(7, -15.9)).containsExactly("A DRAWDOWN LEFT UP");
        // a correction of the past
        assertThat(drawdown(4, -30)).isEmpty();
        assertThat(drawdown(8, -30)).containsExactly("A DRAWDOWN ENTERED DOWN");
    }

    /** Nobody saw it fall. */
    @Test
    void shouldTakeASymbolThatIsDownAsItIs() throws Exception {
        assertThat(drawdown(0, -50)).containsExactly("A DRAWDOWN FIRST DOWN");
        assertThat(drawdown(1, -60)).isEmpty();
        assertThat(drawdown(2, -10)).containsExactly("A DRAWDOWN LEFT UP");
    }

    @Test
    void shouldPassOverDrawdownsThatSayNothing() throws Exception {
        drawdown(0, -5);
        Drawdown suspect = of(1, -50);
        suspect.suspect = true;
        Drawdown old = of(1, -50);
        old.newest = false;
        harness.processElement(SymbolFact.of(suspect), 0);
        harness.processElement(SymbolFact.of(old), 0);
        assertThat(drawdown(1, Double.NaN)).isEmpty();
    }

    @Test
    void shouldGiveADrawdownTheEndOfItsSession() throws Exception {
        harness.processElement(SymbolFact.of(of(0, -5)), 0);
        MarketTransition transition = harness.extractOutputValues().get(0);
        assertThat(Instant.ofEpochMilli(transition.eventTimeMillis))
                .isEqualTo("2024-06-03T20:00:00Z");
        assertThat(transition.sessionDay).isEqualTo(MONDAY);
        assertThat(transition.level).isEqualTo(-20);
        assertThat(transition.observed).isEqualTo(-5);
    }

    @Test
    void shouldPassAnomaliesOnButStaleOnes() throws Exception {
        Anomaly anomaly = anomaly(AnomalyKind.RETURN);
        harness.processElement(SymbolFact.of(anomaly(AnomalyKind.STALE)), 0);
        harness.processElement(SymbolFact.of(anomaly), 0);

        assertThat(fresh()).containsExactly("A RETURN WORSENED UP");
    }

    @Test
    void shouldTellWhenAKnownSignalChanges() throws Exception {
        assertThat(signal(SignalDirection.UNKNOWN)).isEmpty();
        assertThat(signal(SignalDirection.BUY)).isEmpty();
        assertThat(signal(SignalDirection.BUY)).isEmpty();
        assertThat(signal(SignalDirection.UNKNOWN)).isEmpty();
        assertThat(signal(SignalDirection.HOLD)).containsExactly("A SIGNAL ENTERED NONE");
        assertThat(signal(SignalDirection.AVOID)).containsExactly("A SIGNAL ENTERED DOWN");
        assertThat(signal(SignalDirection.BUY)).containsExactly("A SIGNAL ENTERED UP");
    }

    /** CEP keeps it in its state. */
    @Test
    void shouldBeAPojoToFlink() {
        TypeInformation<MarketTransition> type = TypeInformation.of(MarketTransition.class);
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        for (int i = 0; i < type.getArity(); i++) {
            assertThat(((PojoTypeInfo<?>) type).getTypeAt(i).isBasicType()).isTrue();
        }
    }

    @Test
    void shouldSetTimesAndSetAsideWhatIsLate() throws Exception {
        try (OneInputStreamOperatorTestHarness<MarketTransition, MarketTransition> clock =
                new OneInputStreamOperatorTestHarness<>(new TransitionClock())) {
            clock.open();
            clock.processElement(at(10, "RETURN"), 99);
            clock.processWatermark(20);
            clock.processElement(at(20, "BAND"), 99);
            clock.processElement(at(21, "GAP"), 99);
            // it is always known after its session
            clock.processElement(at(5, "DRAWDOWN"), 99);

            assertThat(
                            clock.extractOutputStreamRecords().stream()
                                    .map(r -> r.getValue().kind + " " + r.getTimestamp()))
                    .containsExactly("RETURN 10", "GAP 21", "DRAWDOWN 21");
            assertThat(clock.getSideOutput(TransitionClock.LATE))
                    .extracting(late -> late.getValue().kind)
                    .containsExactly("BAND");
        }
    }

    private static MarketTransition at(long millis, String kind) {
        return CepHarness.transition("A", millis, kind, "ENTERED", Direction.UP);
    }

    private static Anomaly anomaly(AnomalyKind kind) {
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = "A";
        anomaly.kind = kind;
        anomaly.phase = AnomalyPhase.WORSENED;
        anomaly.direction = Direction.UP;
        anomaly.assetClass = AssetClass.CRYPTO;
        return anomaly;
    }

    private List<String> signal(SignalDirection direction) throws Exception {
        AnalyzedQuote analyzed = AnalyzedQuote.of(Quote.of("A", 1, 0), new SymbolAnalytics());
        analyzed.analytics.signalDirection = direction;
        harness.processElement(SymbolFact.of(analyzed), 0);
        return fresh();
    }

    private List<String> drawdown(int day, double percent) throws Exception {
        harness.processElement(SymbolFact.of(of(day, percent)), 0);
        return fresh();
    }

    private static Drawdown of(int day, double percent) {
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = "A";
        drawdown.sessionDay = MONDAY + day;
        drawdown.basis = PeakBasis.HIGH;
        drawdown.highDepthPercent = percent;
        drawdown.newest = true;
        return drawdown;
    }

    private List<String> fresh() {
        List<String> fresh =
                harness.extractOutputValues().stream()
                        .map(t -> t.toString().substring(0, t.toString().lastIndexOf(' ')))
                        .collect(Collectors.toList());
        harness.getOutput().clear();
        return fresh;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, SymbolFact, MarketTransition> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(
                            TransitionFunction.from(new Configuration(), new Configuration())),
                    fact -> fact.symbol,
                    Types.STRING);
        }
    }
}
