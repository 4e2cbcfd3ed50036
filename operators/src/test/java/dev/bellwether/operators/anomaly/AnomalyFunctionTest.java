// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.Harnesses;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class AnomalyFunctionTest {

    /** A Wednesday, an hour after New York's exchange has opened. */
    private static final long OPEN = Instant.parse("2026-03-11T14:30:00Z").toEpochMilli();

    private static final long MINUTE = 60_000L;
    private static final int MAX_PARALLELISM = 128;

    private static final List<String> FORESTS = List.of("AAPL", "NVDA", "JPM", "XOM", "GE", "FB");

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestoreAsIfNothingHadBeen(StateBackend backend) throws Exception {
        List<Anomaly> expected;
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            feed(harness, 0, 300);
            expected = harness.anomalies();
        }
        assertThat(expected).hasSizeGreaterThan(5);

        OperatorSubtaskState snapshot;
        int before;
        try (Harness harness = open(backend, null)) {
            feed(harness, 0, 150);
            snapshot = harness.snapshot(1, 1);
            before = harness.anomalies().size();
        }
        try (Harness harness = open(backend, snapshot)) {
            feed(harness, 150, 300);
            assertThat(harness.anomalies()).isEqualTo(expected.subList(before, expected.size()));
        }
    }

    /** For a chart: those that were seen, the newest last, at most 60. */
    @Test
    void shouldTellThePricesBeforeAnAnomaly() throws Exception {
        double[] prices = new double[81];
        Random random = new Random(11);
        for (int i = 0; i < 80; i++) {
            prices[i] = 100 * Math.exp(random.nextGaussian() / 1000);
        }
        prices[80] = 130;
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            for (int i = 0; i < prices.length; i++) {
                harness.processElement(analyzed("AAPL", prices[i], i), 0);
            }

            Anomaly told = harness.anomalies().get(harness.anomalies().size() - 1);
            assertThat(told.price).isEqualTo(130);
            assertThat(told.prices).hasSize(60);
            for (int i = 0; i < 60; i++) {
                assertThat(told.prices[i]).isCloseTo(prices[21 + i], within(1e-9));
            }
        }
    }

    @Test
    void shouldTellOnceOfASymbolThatFallsSilent() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            harness.setProcessingTime(OPEN);
            harness.processElement(analyzed("AAPL", 100, 0), 0);
            harness.setProcessingTime(OPEN + 10 * MINUTE);
            harness.processElement(analyzed("AAPL", 100, 1), 0);
            harness.setProcessingTime(OPEN + 24 * MINUTE);
            assertThat(harness.anomalies()).isEmpty();
            harness.setProcessingTime(OPEN + 25 * MINUTE);
            harness.setProcessingTime(OPEN + 60 * MINUTE);
            harness.processElement(analyzed("AAPL", 100, 2), 0);

            assertThat(harness.anomalies())
                    .extracting(a -> a.kind, a -> a.phase, a -> a.symbol, a -> a.observed)
                    .containsExactly(
                            tuple(AnomalyKind.STALE, AnomalyPhase.ENTERED, "AAPL", 900.0),
                            tuple(AnomalyKind.STALE, AnomalyPhase.LEFT, "AAPL", Double.NaN));
        }
    }

    /** At night, at the weekend, and for the first quarter of an hour of a session. */
    @Test
    void shouldNotExpectQuotesWhileTheMarketIsClosed() throws Exception {
        long friday = Instant.parse("2026-03-13T19:55:00Z").toEpochMilli();
        long monday = Instant.parse("2026-03-16T13:30:00Z").toEpochMilli();
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            harness.setProcessingTime(friday);
            harness.processElement(analyzed("AAPL", 100, 0), 0);
            for (long now = friday; now < monday + 14 * MINUTE; now += 5 * MINUTE) {
                harness.setProcessingTime(now);
            }
            assertThat(harness.anomalies()).isEmpty();
            harness.setProcessingTime(monday + 31 * MINUTE);
            assertThat(harness.anomalies()).hasSize(1);
        }
    }

    /** Timers of the job that was are still there, and one that is wanted is not. */
    @Test
    void shouldTakeAnotherTimeOfSilenceAfterARestore() throws Exception {
        OperatorSubtaskState with;
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            harness.setProcessingTime(OPEN);
            harness.processElement(analyzed("AAPL", 100, 0), 0);
            with = harness.snapshot(1, 1);
        }
        OperatorSubtaskState without;
        try (Harness never =
                Harnesses.open(new Harness(Duration.ZERO), new HashMapStateBackend(), with)) {
            never.setProcessingTime(OPEN + 60 * MINUTE);
            never.processElement(analyzed("AAPL", 100, 1), 0);
            assertThat(never.anomalies()).isEmpty();
            without = never.snapshot(2, 2);
        }
        try (Harness again = open(new HashMapStateBackend(), without)) {
            again.setProcessingTime(OPEN + 61 * MINUTE);
            again.processElement(analyzed("AAPL", 100, 2), 0);
            again.setProcessingTime(OPEN + 76 * MINUTE);
            assertThat(again.anomalies()).hasSize(1);
        }
    }

    @Test
    void shouldExpectCryptoAtAnyHour() throws Exception {
        long sunday = Instant.parse("2026-03-15T03:00:00Z").toEpochMilli();
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            harness.setProcessingTime(sunday);
            AnalyzedQuote bitcoin = analyzed("BTC", 100, 0);
            bitcoin.quote.assetClass = AssetClass.CRYPTO;
            harness.processElement(bitcoin, 0);
            harness.setProcessingTime(sunday + 20 * MINUTE);
            assertThat(harness.anomalies()).hasSize(1);
        }
    }

    @Test
    void shouldPassOverStragglers() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            harness.processElement(AnalyzedQuote.of(Quote.of("AAPL", 1, 1), null), 0);
            assertThat(harness.anomalies()).isEmpty();
        }
    }

    /** These bytes are in the savepoints of users. */
    @Test
    void shouldReadStoredBytes() throws Exception {
        AnomalyState state = new AnomalyState(3);
        state.returns.append(0.5);
        state.volumes.append(7);
        state.volumes.append(8);
        state.price = 100;
        state.eventTimeMillis = 1;
        state.sessionDay = 2;
        state.seenMillis = 3;
        state.timerMillis = 4;
        state.assetClass = AssetClass.CRYPTO;
        state.told[0] = -1.5;
        state.forest = true;
        DataOutputSerializer out = new DataOutputSerializer(256);
        new AnomalyStateSerializer().serialize(state, out);

        assertThat(hex(out.getCopyOfBuffer()))
                .isEqualTo(
                        "00000084"
                                + "0201"
                                + "4059000000000000"
                                + "0000000000000001"
                                + "00000002"
                                + "0000000000000003"
                                + "0000000000000004"
                                + "08"
                                + "bff8000000000000"
                                + "0000000000000000".repeat(7)
                                + "0301"
                                + "3fe0000000000000"
                                + "0302"
                                + "401c000000000000"
                                + "4020000000000000"
                                + "01");
        AnomalyState back =
                new AnomalyStateSerializer()
                        .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(back.told).isEqualTo(state.told);
        assertThat(back.volumes.back(0)).isEqualTo(8);
        assertThat(back.assetClass).isEqualTo(AssetClass.CRYPTO);
        assertThat(back.forest).isTrue();
    }

    /** Of before there were forests. */
    @Test
    void shouldReadBytesOfTheFirstLayout() throws Exception {
        byte[] bytes =
                StringUtils.hexStringToByte(
                        "0000007b"
                                + "0101"
                                + "4059000000000000"
                                + "0000000000000001"
                                + "00000002"
                                + "0000000000000003"
                                + "0000000000000004"
                                + "07"
                                + "bff8000000000000"
                                + "0000000000000000".repeat(6)
                                + "0301"
                                + "3fe0000000000000"
                                + "0302"
                                + "401c000000000000"
                                + "4020000000000000");

        AnomalyState read =
                new AnomalyStateSerializer().deserialize(new DataInputDeserializer(bytes));

        assertThat(read.told[0]).isEqualTo(-1.5);
        assertThat(read.told[AnomalyKind.FOREST.ordinal()]).isZero();
        assertThat(read.volumes.back(0)).isEqualTo(8);
        assertThat(read.forest).isFalse();
    }

    /** At three times the parallelism, in both backends. */
    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnWithEveryForestAtAnotherParallelism(StateBackend backend) throws Exception {
        List<AnalyzedQuote> quotes = new ArrayList<>();
        for (String symbol : FORESTS) {
            quotes.addAll(RecordedQuotes.of(symbol).subList(0, 500));
        }
        quotes.sort(Comparator.comparingLong(one -> one.quote.eventTimeMillis));
        List<Anomaly> expected;
        try (Harness harness = forests(new HashMapStateBackend(), 1, 0, null)) {
            feed(harness, quotes, symbol -> true);
            expected = harness.of(AnomalyKind.FOREST);
        }
        assertThat(expected).hasSizeGreaterThan(20);

        int middle = quotes.size() / 2;
        OperatorSubtaskState snapshot;
        List<Anomaly> actual;
        try (Harness harness = forests(backend, 1, 0, null)) {
            feed(harness, quotes.subList(0, middle), symbol -> true);
            snapshot = harness.snapshot(1, 1);
            actual = harness.of(AnomalyKind.FOREST);
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, MAX_PARALLELISM, 1, 3, subtask);
            int mine = subtask;
            try (Harness harness = forests(backend, 3, subtask, part)) {
                feed(
                        harness,
                        quotes.subList(middle, quotes.size()),
                        symbol ->
                                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                                symbol, MAX_PARALLELISM, 3)
                                        == mine);
                actual.addAll(harness.of(AnomalyKind.FOREST));
            }
        }
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldKeepForestsOfChosenSymbolsOnly() throws Exception {
        List<AnalyzedQuote> msft = RecordedQuotes.of("MSFT").subList(0, 3);
        List<AnalyzedQuote> aapl = RecordedQuotes.of("AAPL").subList(0, 3);
        try (Harness harness = forests(new HashMapStateBackend(), 1, 0, null)) {
            feed(harness, msft, symbol -> true);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            feed(harness, aapl, symbol -> true);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
        }
    }

    @Test
    void shouldEndAndForgetTheForestOfASymbolThatIsNoLongerChosen() throws Exception {
        List<AnalyzedQuote> quotes = RecordedQuotes.of("AAPL");
        OperatorSubtaskState snapshot = null;
        int at = 0;
        try (Harness harness = forests(new HashMapStateBackend(), 1, 0, null)) {
            for (; snapshot == null; at++) {
                feed(harness, quotes.subList(at, at + 1), symbol -> true);
                List<Anomaly> forests = harness.of(AnomalyKind.FOREST);
                if (!forests.isEmpty()) {
                    assertThat(forests.get(0).phase).isEqualTo(AnomalyPhase.ENTERED);
                    snapshot = harness.snapshot(1, 1);
                }
            }
        }
        try (Harness harness = open(new HashMapStateBackend(), snapshot)) {
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            feed(harness, quotes.subList(at, at + 1), symbol -> true);
            assertThat(harness.of(AnomalyKind.FOREST))
                    .extracting(a -> a.phase)
                    .containsExactly(AnomalyPhase.LEFT);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    private static void feed(Harness harness, List<AnalyzedQuote> quotes, Predicate<String> symbols)
            throws Exception {
        for (AnalyzedQuote quote : quotes) {
            if (symbols.test(quote.quote.symbol)) {
                harness.processElement(quote, quote.quote.eventTimeMillis);
            }
        }
    }

    private static Harness forests(
            StateBackend backend, int parallelism, int subtask, OperatorSubtaskState snapshot)
            throws Exception {
        Configuration options = new Configuration();
        options.set(ForestOptions.SYMBOLS, FORESTS);
        options.set(ForestOptions.TREES, 10);
        options.set(ForestOptions.SAMPLE, 64);
        return Harnesses.open(new Harness(options, parallelism, subtask), backend, snapshot);
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            text.append(String.format(Locale.ROOT, "%02x", one));
        }
        return text.toString();
    }

    private static void feed(Harness harness, int from, int to) throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < to; i++) {
            double price = 100 * Math.exp((i % 37 == 36 ? 0.3 : 0.01) * random.nextGaussian());
            if (i >= from) {
                harness.processElement(analyzed("AAPL", price, i), 0);
            }
        }
    }

    private static AnalyzedQuote analyzed(String symbol, double price, int number) {
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.intervalVolume = 1_000 + number % 7;
        return AnalyzedQuote.of(Quote.of(symbol, price, OPEN + number * 1000L), analytics);
    }

    private static Harness open(StateBackend backend, OperatorSubtaskState snapshot)
            throws Exception {
        return Harnesses.open(new Harness(), backend, snapshot);
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, AnalyzedQuote, SymbolFact> {

        Harness() throws Exception {
            this(Duration.ofMinutes(15));
        }

        Harness(Duration staleAfter) throws Exception {
            this(new Configuration().set(AnomalyOptions.STALE_AFTER, staleAfter), 1, 0);
        }

        Harness(Configuration options, int parallelism, int subtask) throws Exception {
            super(
                    new WriteBackOperator<>(AnomalyFunction.from(options, new Configuration())),
                    analyzed -> analyzed.quote.symbol,
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
        }

        List<Anomaly> of(AnomalyKind kind) {
            return anomalies().stream()
                    .filter(anomaly -> anomaly.kind == kind)
                    .collect(Collectors.toList());
        }

        List<Anomaly> anomalies() {
            List<Anomaly> anomalies = new ArrayList<>();
            for (SymbolFact fact : extractOutputValues()) {
                anomalies.addAll(List.of(fact.anomalies));
            }
            int aside =
                    getSideOutput(AnomalyFunction.ANOMALIES) == null
                            ? 0
                            : getSideOutput(AnomalyFunction.ANOMALIES).size();
            assertThat(anomalies).hasSize(aside);
            return anomalies;
        }
    }
}
