// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static dev.bellwether.operators.bars.Observations.millis;
import static dev.bellwether.operators.bars.Observations.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.sessions.SessionDays;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator as {@link Bars} builds it. */
@SuppressWarnings("try") // the harness's close may be interrupted
class BarsTest {

    private static final int MAX_PARALLELISM = 16;

    private static KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness(
            boolean rocks, int parallelism, int subtask) throws Exception {
        Configuration config = new Configuration();
        config.set(BarOptions.ALLOWED_LATENESS, Duration.ofMinutes(2));
        KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new WriteBackOperator<>(BarsFunction.from(config, config)),
                        quote -> quote.symbol,
                        Types.STRING,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.setStateBackend(
                rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
        harness.setup(
                TypeInformation.of(Bar.class)
                        .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static List<Bar> bars(
            KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness,
            Timeframe timeframe) {
        return values(harness.getSideOutput(Bars.output(timeframe)));
    }

    private static <T> List<T> values(Queue<StreamRecord<T>> records) {
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).collect(Collectors.toList());
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness, Quote... quotes)
            throws Exception {
        for (Quote quote : quotes) {
            harness.processElement(quote, quote.eventTimeMillis);
        }
    }

    @Test
    void shouldCorrectABarWithinTheAllowedLatenessAndRefuseWhatIsLater() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                harness(false, 1, 0)) {
            harness.open();
            harness.setProcessingTime(42);
            send(
                    harness,
                    quote("A", "2020-12-15T14:29:10Z", 9, 100),
                    quote("A", "2020-12-15T14:30:10Z", 10, 105));
            harness.processWatermark(millis("2020-12-15T14:31:00Z"));
            send(
                    harness,
                    quote("A", "2020-12-15T14:30:50Z", 12, 108),
                    quote("A", "2020-12-15T14:30:05Z", 8, 108));
            harness.processWatermark(millis("2020-12-15T14:33:00Z"));
            send(harness, quote("A", "2020-12-15T14:30:20Z", 11, 109));

            List<Bar> minutes =
                    bars(harness, Timeframe.ONE_MINUTE).stream()
                            .filter(bar -> bar.startMillis == millis("2020-12-15T14:30:00Z"))
                            .collect(Collectors.toList());
            assertThat(minutes).extracting(bar -> bar.revision).containsExactly(0, 1, 2);
            assertThat(minutes).extracting(bar -> bar.volume).containsExactly(5.0, 8.0, 8.0);
            assertThat(minutes).extracting(bar -> bar.open).containsExactly(10.0, 10.0, 8.0);
            assertThat(minutes).extracting(bar -> bar.close).containsExactly(10.0, 12.0, 12.0);
            assertThat(minutes).allMatch(bar -> bar.endMillis == millis("2020-12-15T14:31:00Z"));
            assertThat(minutes).allMatch(bar -> bar.timeframe == Timeframe.ONE_MINUTE);
            assertThat(minutes).allMatch(bar -> bar.symbol.equals("A") && bar.feed.equals("test"));
            List<DeadLetter> late = values(harness.getSideOutput(Bars.LATE));
            assertThat(late).hasSize(1);
            assertThat(late.get(0).reason).isEqualTo(ReasonCode.LATE);
            assertThat(late.get(0).source).isEqualTo("test");
            assertThat(late.get(0).symbol).isEqualTo("A");
            assertThat(late.get(0).occurredMillis).isEqualTo(42);
            assertThat(late.get(0).message)
                    .isEqualTo(
                            "quote of 2020-12-15T14:30:20Z came after its 1min bar could be"
                                    + " corrected");
            Quote kept = Json.mapper().readValue(late.get(0).payload, Quote.class);
            assertThat(kept.price).isEqualTo(11);
            assertThat(kept.eventTimeMillis).isEqualTo(millis("2020-12-15T14:30:20Z"));
        }
    }

    @Test
    void shouldCountALateQuoteInTheLongerBarsThatAreStillOpen() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                harness(false, 1, 0)) {
            harness.open();
            send(harness, quote("A", "2020-12-15T14:30:10Z", 10, 100));
            harness.processWatermark(millis("2020-12-15T14:33:30Z"));
            send(harness, quote("A", "2020-12-15T14:30:20Z", 12, 107));
            harness.processWatermark(millis("2020-12-15T14:36:00Z"));

            assertThat(values(harness.getSideOutput(Bars.LATE))).hasSize(1);
            assertThat(bars(harness, Timeframe.ONE_MINUTE))
                    .extracting(bar -> bar.trades, bar -> bar.volume)
                    .containsExactly(tuple(1L, Double.NaN));
            assertThat(bars(harness, Timeframe.FIVE_MINUTES))
                    .extracting(bar -> bar.trades, bar -> bar.volume, bar -> bar.revision)
                    .containsExactly(tuple(2L, 7.0, 0));
            assertThat(bars(harness, Timeframe.SESSION)).isEmpty();
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(bars(harness, Timeframe.SESSION))
                    .extracting(bar -> bar.trades, bar -> bar.volume)
                    .containsExactly(tuple(2L, 107.0));
        }
    }

    @Test
    void shouldKeepTheBarsOfTwoFeedsApart() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                harness(false, 1, 0)) {
            harness.open();
            Quote other = quote("A", "2020-12-15T14:30:20Z", 20, Double.NaN);
            other.feed = "other";
            Quote unnamed = quote("A", "2020-12-15T14:30:30Z", 30, Double.NaN);
            unnamed.feed = null;
            send(harness, quote("A", "2020-12-15T14:30:10Z", 10, 100), other, unnamed);
            harness.processWatermark(millis("2020-12-15T14:31:00Z"));

            assertThat(bars(harness, Timeframe.ONE_MINUTE))
                    .extracting(bar -> bar.feed, bar -> bar.close)
                    .containsExactlyInAnyOrder(
                            tuple("test", 10.0), tuple("other", 20.0), tuple(null, 30.0));
        }
    }

    @Test
    void shouldMakeSessionBarsOfTheMarketsDateAndOfUtcDays() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                harness(false, 1, 0)) {
            harness.open();
            Quote bitcoin = quote("BTC-USD", "2020-11-01T23:30:00Z", 13_700, 1);
            bitcoin.assetClass = AssetClass.CRYPTO;
            // The clocks went back: 04:30 UTC of the 2nd is still the 1st in New York.
            send(
                    harness,
                    bitcoin,
                    quote("SPY", "2020-11-01T04:00:00Z", 326, 1),
                    quote("SPY", "2020-11-02T04:30:00Z", 327, 1),
                    quote("SPY", "2020-11-02T05:00:00Z", 330, 1));
            harness.processWatermark(Long.MAX_VALUE);

            List<Bar> sessions = bars(harness, Timeframe.SESSION);
            assertThat(sessions)
                    .extracting(bar -> bar.symbol, bar -> bar.startMillis, bar -> bar.close)
                    .containsExactlyInAnyOrder(
                            tuple("BTC-USD", millis("2020-11-01T00:00:00Z"), 13_700.0),
                            tuple("SPY", millis("2020-11-01T04:00:00Z"), 327.0),
                            tuple("SPY", millis("2020-11-02T05:00:00Z"), 330.0));
            assertThat(sessions)
                    .filteredOn(bar -> bar.startMillis == millis("2020-11-01T04:00:00Z"))
                    .allMatch(bar -> bar.endMillis == millis("2020-11-02T05:00:00Z"));
        }
    }

    @Test
    void shouldForgetASymbolAWeekAfterItsLastSession() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                harness(false, 1, 0)) {
            harness.open();
            send(
                    harness,
                    quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                    quote("A", "2020-12-16T14:30:00Z", 10, 1000),
                    quote("B", "2020-12-16T14:30:00Z", 10, Double.NaN));

            harness.processWatermark(millis("2020-12-24T04:59:59.999Z"));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            harness.processWatermark(millis("2020-12-24T05:00:00Z"));

            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void shouldRefuseAFeedTooManyUntilTheBarsOfAnotherAreFinal() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> harness =
                harness(false, 1, 0)) {
            harness.open();
            harness.processWatermark(millis("2020-12-15T14:30:00Z"));
            for (int i = 0; i < SymbolBars.MAX_FEEDS + 100; i++) {
                send(harness, of("request-" + i, "2020-12-15T14:30:10Z", i + 1));
            }
            // Those that have a place keep it.
            send(harness, of("request-3", "2020-12-15T14:30:20Z", 33));

            List<DeadLetter> refused = values(harness.getSideOutput(Bars.LATE));
            assertThat(refused).hasSize(100);
            assertThat(refused)
                    .allMatch(letter -> letter.reason == ReasonCode.TOO_MANY_FEEDS)
                    .allMatch(letter -> letter.message.startsWith("quote is in no bar: 16 other"));
            assertThat(refused.get(0).source).isEqualTo("request-16");
            harness.processWatermark(millis("2020-12-16T05:02:00Z"));
            assertThat(bars(harness, Timeframe.SESSION))
                    .hasSize(SymbolBars.MAX_FEEDS)
                    .filteredOn(bar -> bar.feed.equals("request-3"))
                    .extracting(bar -> bar.close, bar -> bar.trades)
                    .containsExactly(tuple(33.0, 2L));

            // Now every place but those that are taken again may be had.
            for (int i = 200; i < 200 + SymbolBars.MAX_FEEDS + 1; i++) {
                send(harness, of("request-" + i, "2020-12-16T14:30:10Z", i));
            }
            assertThat(values(harness.getSideOutput(Bars.LATE)))
                    .hasSize(101)
                    .last()
                    .matches(letter -> letter.source.equals("request-216"));
        }
    }

    @Test
    void shouldLetTheFeedThatWasQuotedLongestAgoGiveWay() {
        SymbolBars bars = new SymbolBars("A");
        for (int i = 0; i < SymbolBars.MAX_FEEDS; i++) {
            bars.of("feed-" + i, 0, 0).lastEventMillis = i == 7 ? -1 : i;
        }
        FeedBars open = bars.of("feed-7", 0, 0);
        open.open.add(new OpenBar(Timeframe.ONE_MINUTE, 0, 60_000));

        // The oldest can still change, the next may go.
        assertThat(bars.of("new", 0, 0).feed).isEqualTo("new");
        assertThat(bars.feeds).hasSize(SymbolBars.MAX_FEEDS);
        assertThat(bars.feeds).extracting(feed -> feed.feed).contains("feed-7", "feed-1", "new");
        assertThat(bars.feeds).extracting(feed -> feed.feed).doesNotContain("feed-0");
    }

    @Test
    void shouldRefuseAQuoteOfAFinalBarBeforeTheFirstWatermarkAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> before =
                harness(true, 1, 0)) {
            before.open();
            send(before, quote("A", "2020-12-15T14:30:10Z", 10, 5));
            before.processWatermark(millis("2020-12-15T14:33:00Z"));
            send(before, quote("A", "2020-12-15T14:33:10Z", 11, 6));
            snapshot = before.snapshot(1, 1);
        }
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> after =
                harness(true, 1, 0)) {
            after.initializeState(snapshot);
            after.open();
            send(after, quote("A", "2020-12-15T14:30:50Z", 12, 7));
            after.processWatermark(millis("2020-12-15T14:34:00Z"));

            assertThat(bars(after, Timeframe.ONE_MINUTE))
                    .extracting(bar -> bar.close, bar -> bar.revision)
                    .containsExactly(tuple(11.0, 0));
            assertThat(values(after.getSideOutput(Bars.LATE)))
                    .extracting(letter -> letter.reason)
                    .containsExactly(ReasonCode.LATE);
        }
    }

    @Test
    void shouldEstimateTheMemoryOfASymbolByWhatCanStillChange() {
        SessionDays days = new SessionDays(ZoneId.of("America/New_York"));
        BarSpans minute = new BarSpans(Timeframe.ONE_MINUTE, days);
        BarSpans five = new BarSpans(Timeframe.FIVE_MINUTES, days);
        BarSpans session = new BarSpans(Timeframe.SESSION, days);
        long lateness = Duration.ofMinutes(5).toMillis();

        // 6 minutes, 2 times five, 2 sessions
        assertThat(BarsFunction.cachedBytes(new BarSpans[] {minute, five, session}, lateness))
                .isEqualTo(700 + 10 * 280);
        assertThat(BarsFunction.cachedBytes(new BarSpans[] {session}, 0)).isEqualTo(700 + 280);
        assertThat(BarsFunction.cachedBytes(new BarSpans[] {minute}, Duration.ofDays(7).toMillis()))
                .isEqualTo(700 + 10_081 * 280);
    }

    private static Quote of(String feed, String instant, double price) {
        Quote quote = quote("A", instant, price, Double.NaN);
        quote.feed = feed;
        return quote;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnWithOpenAndCorrectedBarsAtAnotherParallelism(boolean rocks) throws Exception {
        int symbols = 20;
        OperatorSubtaskState snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> before =
                harness(rocks, 1, 0)) {
            before.open();
            for (int i = 0; i < symbols; i++) {
                send(
                        before,
                        quote("S" + i, "2020-12-15T14:30:10Z", 10, 5),
                        quote("S" + i, "2020-12-15T14:31:10Z", 20, 10));
            }
            before.processWatermark(millis("2020-12-15T14:31:30Z"));
            assertThat(bars(before, Timeframe.ONE_MINUTE)).hasSize(symbols);
            snapshot = before.snapshot(1, 1);
            // Not in the snapshot, although it changes the same objects.
            for (int i = 0; i < symbols; i++) {
                send(before, quote("S" + i, "2020-12-15T14:31:11Z", 99, 999));
            }
        }
        List<Bar> bars = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Bar> after =
                    harness(rocks, 2, subtask)) {
                after.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot, MAX_PARALLELISM, 1, 2, subtask));
                after.open();
                after.processWatermark(millis("2020-12-15T14:31:30Z"));
                for (int i = 0; i < symbols; i++) {
                    int owner =
                            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    "S" + i, MAX_PARALLELISM, 2);
                    if (owner == subtask) {
                        send(
                                after,
                                quote("S" + i, "2020-12-15T14:30:20Z", 11, 10),
                                quote("S" + i, "2020-12-15T14:31:40Z", 21, 12));
                    }
                }
                after.processWatermark(millis("2020-12-15T14:40:00Z"));
                bars.addAll(bars(after, Timeframe.ONE_MINUTE));
                after.processWatermark(millis("2021-01-01T00:00:00Z"));
                assertThat(after.numEventTimeTimers()).isZero();
                assertThat(bars(after, Timeframe.SESSION))
                        .allMatch(bar -> bar.trades == 4 && bar.volume == 12);
            }
        }

        assertThat(bars).hasSize(2 * symbols);
        assertThat(bars)
                .filteredOn(bar -> bar.revision == 1)
                .hasSize(symbols)
                .allMatch(bar -> bar.open == 10 && bar.close == 11 && bar.volume == 0);
        assertThat(bars)
                .filteredOn(bar -> bar.revision == 0)
                .hasSize(symbols)
                .allMatch(bar -> bar.open == 20 && bar.close == 21 && bar.volume == 7);
    }
}
