// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static dev.bellwether.operators.rolling.Observation.MINUTE;
import static dev.bellwether.operators.rolling.Observation.OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class RollingStatisticsFunctionTest {

    private static final int MAX_PARALLELISM = 128;
    private static final Duration TTL = Duration.ofDays(1);

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestoreAtAnotherParallelism(StateBackend backend) throws Exception {
        // given: what the statistics are without interruption
        List<Quote> quotes = quotes(12, 60);
        RollingStatistics statistics = new RollingStatistics(Observation.NEW_YORK);
        List<AnalyzedQuote> expected = new ArrayList<>();
        List<RollingWindow> windows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            windows.add(new RollingWindow(20));
        }
        for (int i = 0; i < quotes.size(); i++) {
            RollingWindow window = windows.get(i % 12);
            statistics.accept(window, quotes.get(i));
            expected.add(
                    AnalyzedQuote.of(quotes.get(i), statistics.describe(window, quotes.get(i))));
        }

        // when: the middle of the scenario is a snapshot of one task, restored into three
        int middle = quotes.size() / 2;
        List<AnalyzedQuote> actual = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Harness harness = open(backend, 20, 1, 0, null)) {
            for (Quote quote : quotes.subList(0, middle)) {
                harness.processElement(quote, quote.eventTimeMillis);
            }
            snapshot = harness.snapshot(1, 1);
            actual.addAll(harness.extractOutputValues());
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, MAX_PARALLELISM, 1, 3, subtask);
            try (Harness harness = open(backend, 20, 3, subtask, part)) {
                for (Quote quote : quotes.subList(middle, quotes.size())) {
                    if (subtaskOf(quote.symbol, 3) == subtask) {
                        harness.processElement(quote, quote.eventTimeMillis);
                    }
                }
                actual.addAll(harness.extractOutputValues());
            }
        }

        // then
        actual.sort(
                Comparator.comparingLong((AnalyzedQuote a) -> a.quote.eventTimeMillis)
                        .thenComparing(a -> a.quote.symbol));
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.get(actual.size() - 1).analytics.ready).isTrue();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldKeepTheNewestObservationsWhenRestoredWithAnotherWindow(StateBackend backend)
            throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness harness = open(backend, 20, 1, 0, null)) {
            for (int i = 1; i <= 30; i++) {
                harness.processElement(quote("AAPL", i, i), 0);
            }
            snapshot = harness.snapshot(1, 1);
        }
        try (Harness harness = open(backend, 5, 1, 0, snapshot)) {
            harness.processElement(quote("AAPL", 31, 31), 0);

            AnalyzedQuote analyzed = harness.extractOutputValues().get(0);
            assertThat(analyzed.analytics.window).isEqualTo(5);
            assertThat(analyzed.analytics.meanPrice).isEqualTo(29);
            assertThat(analyzed.analytics.sma20).isEqualTo(21.5);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldForgetASymbolThatHasBeenSilentForTheTtl(StateBackend backend) throws Exception {
        try (Harness harness = open(backend, 2, 1, 0, null)) {
            harness.setStateTtlProcessingTime(0);
            harness.processElement(quote("AAPL", 1, 100), 0);
            harness.setStateTtlProcessingTime(TTL.toMillis() - 1);
            harness.processElement(quote("AAPL", 2, 101), 0);
            harness.setStateTtlProcessingTime(2 * TTL.toMillis());
            harness.processElement(quote("AAPL", 3, 102), 0);

            List<AnalyzedQuote> out = harness.extractOutputValues();
            assertThat(out.get(1).analytics.observations).isEqualTo(2);
            assertThat(out.get(2).analytics.observations).isEqualTo(1);
        }
    }

    @Test
    void shouldFreeTheStateOfForgottenSymbolsWhileOthersGoOn() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), 2, 1, 0, null)) {
            harness.setStateTtlProcessingTime(0);
            for (int i = 0; i < 500; i++) {
                harness.processElement(quote("SYMBOL" + i, 1, 100), 0);
            }
            assertThat(harness.numKeyedStateEntries()).isEqualTo(500);

            harness.setStateTtlProcessingTime(2 * TTL.toMillis());
            int quotes = 0;
            while (harness.numKeyedStateEntries() > 1 && quotes < 10_000) {
                harness.processElement(quote("ALIVE", 2 + quotes, 100), 0);
                quotes++;
            }

            assertThat(harness.numKeyedStateEntries()).as("after %s quotes", quotes).isOne();
            assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void shouldNotStoreForgottenSymbolsInSavepoints() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness harness = open(new EmbeddedRocksDBStateBackend(), 2, 1, 0, null)) {
            harness.setStateTtlProcessingTime(0);
            harness.processElement(quote("AAPL", 1, 100), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (Harness harness = newHarness(new EmbeddedRocksDBStateBackend(), 2, 1, 0)) {
            harness.setStateTtlProcessingTime(2 * TTL.toMillis());
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(quote("AAPL", 2, 100), 0);

            assertThat(harness.extractOutputValues().get(0).analytics.observations).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldCountALateQuoteInButNeverGoBackInEventTime(StateBackend backend) throws Exception {
        try (Harness harness = open(backend, 3, 1, 0, null)) {
            harness.processElement(quote("AAPL", 1, 10), 0);
            harness.processElement(quote("AAPL", 3, 30), 0);
            harness.processElement(quote("AAPL", 2, 20), 0);
            harness.processElement(quote("AAPL", 4, 40), 0);

            List<AnalyzedQuote> out = harness.extractOutputValues();
            assertThat(out).extracting(a -> a.quote.price).containsExactly(10.0, 30.0, 20.0, 40.0);
            assertThat(out.get(2).analytics).as("of the straggler").isNull();
            assertThat(out.get(3).analytics.meanPrice).isEqualTo(30);
        }
    }

    @Test
    void shouldPassAQuoteOlderThanTheWindowWithoutCountingItIn() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), 2, 1, 0, null)) {
            for (int i = 1; i <= 21; i++) {
                harness.processElement(quote("AAPL", i, 10), 0);
            }
            harness.processElement(quote("AAPL", 0, 99), 0);

            List<AnalyzedQuote> out = harness.extractOutputValues();
            assertThat(out).hasSize(22);
            assertThat(out.get(21).quote.price).isEqualTo(99);
            assertThat(out.get(21).analytics).isNull();
        }
    }

    @Test
    void shouldDropAQuoteWithoutAPrice() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), 2, 1, 0, null)) {
            harness.processElement(quote("AAPL", 1, Double.NaN), 0);
            harness.processElement(quote("AAPL", 2, 0), 0);
            harness.processElement(quote("AAPL", 3, 5), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(a -> a.analytics.observations)
                    .containsExactly(1);
        }
    }

    /** Every symbol once a minute by one of two feeds, prices as decimals, cumulative volume. */
    private static List<Quote> quotes(int symbols, int minutes) {
        Random random = new Random(11);
        List<Quote> quotes = new ArrayList<>();
        double[] volumes = new double[symbols];
        for (int minute = 0; minute < minutes; minute++) {
            for (int symbol = 0; symbol < symbols; symbol++) {
                volumes[symbol] += random.nextInt(5_000);
                double price = 100 + Math.rint(1_000 * random.nextGaussian()) / 100;
                String feed = random.nextInt(3) == 0 ? "kinesis" : "bavest";
                quotes.add(
                        new Observation(
                                        OPENING + minute * MINUTE,
                                        price,
                                        feed.equals("bavest") ? volumes[symbol] : 10 * minute,
                                        feed)
                                .quote("SYM" + (char) ('A' + symbol)));
            }
        }
        return quotes;
    }

    private static Quote quote(String symbol, int minute, double price) {
        return Observation.quote(symbol, OPENING + minute * MINUTE, price, 100.0 * minute);
    }

    private static int subtaskOf(String symbol, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                symbol, MAX_PARALLELISM, parallelism);
    }

    private static Harness open(
            StateBackend backend,
            int window,
            int parallelism,
            int subtask,
            OperatorSubtaskState state)
            throws Exception {
        Harness harness = newHarness(backend, window, parallelism, subtask);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static Harness newHarness(
            StateBackend backend, int window, int parallelism, int subtask) throws Exception {
        Harness harness =
                new Harness(
                        new RollingStatisticsFunction(window, Observation.NEW_YORK, TTL),
                        parallelism,
                        subtask);
        harness.setStateBackend(backend);
        return harness;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, Quote, AnalyzedQuote> {

        Harness(RollingStatisticsFunction function, int parallelism, int subtask) throws Exception {
            super(
                    new KeyedProcessOperator<>(function),
                    quote -> quote.symbol,
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
        }
    }
}
