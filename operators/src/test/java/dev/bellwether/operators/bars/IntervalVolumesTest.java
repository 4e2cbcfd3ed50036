// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static dev.bellwether.operators.bars.Observations.millis;
import static dev.bellwether.operators.bars.Observations.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntervalVolumesTest {

    private KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, Quote, Observation>
            harness;

    private void open(boolean fromSessionStart, OperatorSubtaskState restored) throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new IntervalVolumes(
                                        fromSessionStart, ZoneId.of("America/New_York"))),
                        quote -> Tuple2.of(quote.symbol, quote.feed),
                        Types.TUPLE(Types.STRING, Types.STRING));
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void send(Quote... quotes) throws Exception {
        for (Quote quote : quotes) {
            harness.processElement(quote, quote.eventTimeMillis);
        }
    }

    private List<Double> intervals() {
        return harness.extractOutputValues().stream()
                .map(observation -> observation.intervalVolume)
                .collect(Collectors.toList());
    }

    @Test
    void shouldCountEachUnitOnceInWhateverOrder() throws Exception {
        open(false, null);
        send(
                quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                quote("A", "2020-12-15T14:31:00Z", 10, 1500),
                quote("A", "2020-12-15T14:33:00Z", 10, 1900),
                quote("A", "2020-12-15T14:32:00Z", 10, 1700),
                quote("A", "2020-12-15T14:34:00Z", 10, Double.NaN),
                quote("A", "2020-12-15T14:35:00Z", 10, 1800),
                quote("A", "2020-12-15T14:36:00Z", 10, 2000));

        assertThat(intervals())
                .isEqualTo(Arrays.asList(Double.NaN, 500.0, 400.0, 0.0, Double.NaN, 0.0, 100.0));
    }

    @Test
    void shouldCountAllOfANewSessionsFirstVolume() throws Exception {
        open(false, null);
        send(
                quote("A", "2020-12-15T21:00:00Z", 10, 9000),
                quote("A", "2020-12-16T14:31:00Z", 10, 300),
                // of the session before: cannot be told from what was counted
                quote("A", "2020-12-15T21:01:00Z", 10, 9100),
                quote("A", "2020-12-16T14:32:00Z", 10, 350));

        assertThat(intervals()).isEqualTo(Arrays.asList(Double.NaN, 300.0, Double.NaN, 50.0));
    }

    @Test
    void shouldCountTheVeryFirstVolumeOnlyForSessionBars() throws Exception {
        open(true, null);
        send(quote("A", "2020-12-15T21:00:00Z", 10, 9000));

        assertThat(intervals()).isEqualTo(Arrays.asList(9000.0));
    }

    @Test
    void shouldKeepTheVolumesOfTwoFeedsApart() throws Exception {
        open(false, null);
        Quote other = quote("A", "2020-12-15T14:31:00Z", 10, 5);
        other.feed = "other";
        send(quote("A", "2020-12-15T14:30:00Z", 10, 1000), other);
        Quote next = quote("A", "2020-12-15T14:32:00Z", 10, 7);
        next.feed = "other";
        send(next, quote("A", "2020-12-15T14:32:00Z", 10, 1001));

        assertThat(intervals()).isEqualTo(Arrays.asList(Double.NaN, Double.NaN, 2.0, 1.0));
    }

    @Test
    void shouldCountOnTheNewScaleAfterASplitWithinTheSession() throws Exception {
        open(false, null);
        Quote split = quote("A", "2020-12-15T14:31:00Z", 5, 2100);
        split.adjustmentFactor = 0.5;
        send(
                quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                split,
                quote("A", "2020-12-15T14:32:00Z", 5, 2150));

        assertThat(intervals()).isEqualTo(Arrays.asList(Double.NaN, 100.0, 50.0));
    }

    @Test
    void shouldForgetASymbolAWeekAfterItsLastSession() throws Exception {
        open(false, null);
        send(
                quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                quote("A", "2020-12-16T14:30:00Z", 10, 1000));
        assertThat(harness.numEventTimeTimers()).isEqualTo(2);

        harness.processWatermark(millis("2020-12-23T05:00:00Z"));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.processWatermark(millis("2020-12-24T05:00:00Z"));

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void shouldGoOnFromASnapshot() throws Exception {
        open(false, null);
        send(quote("A", "2020-12-15T14:30:00Z", 10, 1000));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        open(false, snapshot);
        send(quote("A", "2020-12-15T14:31:00Z", 10, 1200));

        assertThat(intervals()).isEqualTo(Arrays.asList(200.0));
    }
}
