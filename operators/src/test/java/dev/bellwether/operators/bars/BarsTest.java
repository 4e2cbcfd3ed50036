// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static dev.bellwether.operators.bars.Observations.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The window operator as {@link Bars} builds it. */
@SuppressWarnings("try") // the harness's close may be interrupted
class BarsTest {

    private static final int MAX_PARALLELISM = 16;

    private static KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar>
            harness(Timeframe timeframe, int parallelism, int subtask) throws Exception {
        Configuration config = new Configuration();
        config.set(BarOptions.ALLOWED_LATENESS, Duration.ofMinutes(2));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        OneInputTransformation<?, ?> window =
                (OneInputTransformation<?, ?>)
                        Bars.of(
                                        env.fromData(
                                                List.of(new Quote()),
                                                TypeInformation.of(Quote.class)),
                                        timeframe,
                                        config,
                                        config)
                                .getTransformation();
        @SuppressWarnings("unchecked")
        OneInputStreamOperator<Observation, Bar> operator =
                (OneInputStreamOperator<Observation, Bar>) window.getOperator();
        KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator,
                        observation -> Tuple2.of(observation.symbol, observation.feed),
                        Types.TUPLE(Types.STRING, Types.STRING),
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.setup(
                TypeInformation.of(Bar.class)
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static Observation at(String symbol, String instant, double price, double volume) {
        Observation observation = Observations.observation(millis(instant), price, volume);
        observation.symbol = symbol;
        return observation;
    }

    @Test
    void shouldCorrectABarWithinTheAllowedLatenessAndRefuseWhatIsLater() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar>
                harness = harness(Timeframe.ONE_MINUTE, 1, 0)) {
            harness.open();
            send(harness, at("A", "2020-12-15T14:30:10Z", 10, 5));
            harness.processWatermark(millis("2020-12-15T14:31:00Z"));
            send(harness, at("A", "2020-12-15T14:30:50Z", 12, 3));
            send(harness, at("A", "2020-12-15T14:30:05Z", 8, 1));
            harness.processWatermark(millis("2020-12-15T14:33:00Z"));
            Observation late = at("A", "2020-12-15T14:30:20Z", 11, 1);
            send(harness, late);

            List<Bar> bars = harness.extractOutputValues();
            assertThat(bars).extracting(bar -> bar.revision).containsExactly(0, 1, 2);
            assertThat(bars).extracting(bar -> bar.volume).containsExactly(5.0, 8.0, 9.0);
            assertThat(bars).extracting(bar -> bar.open).containsExactly(10.0, 10.0, 8.0);
            assertThat(bars).extracting(bar -> bar.close).containsExactly(10.0, 12.0, 12.0);
            assertThat(bars).allMatch(bar -> bar.startMillis == millis("2020-12-15T14:30:00Z"));
            assertThat(bars).allMatch(bar -> bar.endMillis == millis("2020-12-15T14:31:00Z"));
            assertThat(bars).allMatch(bar -> bar.timeframe == Timeframe.ONE_MINUTE);
            assertThat(harness.getSideOutput(Bars.LATE))
                    .extracting(record -> record.getValue().toString())
                    .containsExactly(late.toString());
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void shouldMakeSessionBarsOfTheMarketsDateAndOfUtcDays() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar>
                harness = harness(Timeframe.SESSION, 1, 0)) {
            harness.open();
            Observation bitcoin = at("BTC-USD", "2020-11-01T23:30:00Z", 13_700, 1);
            bitcoin.assetClass = AssetClass.CRYPTO;
            send(harness, bitcoin);
            // The clocks went back: 04:30 UTC of the 2nd is still the 1st in New York.
            send(harness, at("SPY", "2020-11-01T04:00:00Z", 326, 1));
            send(harness, at("SPY", "2020-11-02T04:30:00Z", 327, 1));
            send(harness, at("SPY", "2020-11-02T05:00:00Z", 330, 1));
            harness.processWatermark(Long.MAX_VALUE);

            assertThat(harness.extractOutputValues())
                    .extracting(bar -> bar.symbol, bar -> bar.startMillis, bar -> bar.close)
                    .containsExactlyInAnyOrder(
                            tuple("BTC-USD", millis("2020-11-01T00:00:00Z"), 13_700.0),
                            tuple("SPY", millis("2020-11-01T04:00:00Z"), 327.0),
                            tuple("SPY", millis("2020-11-02T05:00:00Z"), 330.0));
            assertThat(harness.extractOutputValues())
                    .filteredOn(bar -> bar.startMillis == millis("2020-11-01T04:00:00Z"))
                    .allMatch(bar -> bar.endMillis == millis("2020-11-02T05:00:00Z"));
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void shouldGoOnWithOpenAndCorrectedBarsAtAnotherParallelism() throws Exception {
        int symbols = 20;
        OperatorSubtaskState snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar>
                before = harness(Timeframe.ONE_MINUTE, 1, 0)) {
            before.open();
            for (int i = 0; i < symbols; i++) {
                send(before, at("S" + i, "2020-12-15T14:30:10Z", 10, 5));
                send(before, at("S" + i, "2020-12-15T14:31:10Z", 20, 5));
            }
            before.processWatermark(millis("2020-12-15T14:31:30Z"));
            assertThat(before.extractOutputValues()).hasSize(symbols);
            snapshot = before.snapshot(1, 1);
        }
        List<Bar> bars = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar>
                    after = harness(Timeframe.ONE_MINUTE, 2, subtask)) {
                after.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot, MAX_PARALLELISM, 1, 2, subtask));
                after.open();
                after.processWatermark(millis("2020-12-15T14:31:30Z"));
                for (int i = 0; i < symbols; i++) {
                    int owner =
                            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    Tuple2.of("S" + i, "test"), MAX_PARALLELISM, 2);
                    if (owner == subtask) {
                        send(after, at("S" + i, "2020-12-15T14:30:20Z", 11, 2));
                        send(after, at("S" + i, "2020-12-15T14:31:40Z", 21, 2));
                    }
                }
                after.processWatermark(millis("2020-12-15T14:40:00Z"));
                bars.addAll(after.extractOutputValues());
                assertThat(after.numKeyedStateEntries()).isZero();
            }
        }

        assertThat(bars).hasSize(2 * symbols);
        assertThat(bars)
                .filteredOn(bar -> bar.revision == 1)
                .hasSize(symbols)
                .allMatch(bar -> bar.open == 10 && bar.close == 11 && bar.volume == 7);
        assertThat(bars)
                .filteredOn(bar -> bar.revision == 0)
                .hasSize(symbols)
                .allMatch(bar -> bar.open == 20 && bar.close == 21 && bar.volume == 7);
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Observation, Bar>
                    harness,
            Observation observation)
            throws Exception {
        harness.processElement(observation, observation.eventTimeMillis);
    }
}
