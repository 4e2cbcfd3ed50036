// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static dev.bellwether.operators.quality.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // the harness's close may be interrupted
class QuoteScreenTest {

    private static final int MAX_PARALLELISM = 16;

    private final Configuration config = new Configuration();

    private KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness(
            int parallelism, int subtask, StateBackend backend) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(QuoteScreen.from(config)),
                        quote -> quote.symbol,
                        Types.STRING,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.setStateBackend(backend);
        return harness;
    }

    private static List<DeadLetter> letters(
            KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness,
            OutputTag<DeadLetter> tag) {
        List<DeadLetter> letters = new ArrayList<>();
        Queue<StreamRecord<DeadLetter>> records = harness.getSideOutput(tag);
        if (records != null) {
            records.forEach(record -> letters.add(record.getValue()));
        }
        return letters;
    }

    @Test
    void shouldSendEachQuoteWhereItBelongs() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness =
                harness(1, 0, new HashMapStateBackend())) {
            harness.open();
            harness.setProcessingTime(5);
            harness.processElement(quote("A").at(100).price(10).get(), 100_000);
            harness.processElement(quote("A").at(100).price(10).get(), 100_000);
            harness.processElement(quote("A").at(100).price(11).get(), 100_000);
            harness.processElement(quote("A").at(0).price(10).get(), 0);
            harness.processElement(quote("B").at(0).price(10).get(), 0);
            harness.processElement(quote("A").at(160).price(5).previousClose(5).get(), 160_000);
            harness.processElement(quote("A").at(220).price(50).get(), 220_000);

            Quote afterSplit = quote("A").at(160).price(5).previousClose(5).get();
            afterSplit.adjustmentFactor = 0.5;
            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            quote("A").at(100).price(10).get(),
                            quote("B").at(0).price(10).get(),
                            afterSplit);
            assertThat(letters(harness, QuoteScreen.DEAD_LETTERS))
                    .extracting(letter -> letter.reason)
                    .containsExactly(ReasonCode.CONFLICTING_DUPLICATE, ReasonCode.UNEXPLAINED_JUMP);
            assertThat(letters(harness, QuoteScreen.LATE))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.reason).isEqualTo(ReasonCode.LATE);
                                assertThat(letter.symbol).isEqualTo("A");
                                assertThat(letter.source).isEqualTo("test");
                                assertThat(letter.occurredMillis).isEqualTo(5);
                            });
        }
    }

    @Test
    void shouldCountWhatBecameOfEachQuote() throws Exception {
        KeyedProcessOperator<String, Quote, Quote> operator =
                new KeyedProcessOperator<>(QuoteScreen.from(config));
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, quote -> quote.symbol, Types.STRING)) {
            harness.open();
            harness.processElement(quote("A").at(100).price(10).get(), 0);
            harness.processElement(quote("A").at(100).price(10).get(), 0);
            harness.processElement(quote("A").at(0).price(10).get(), 0);
            harness.processElement(quote("A").at(160).price(5).previousClose(5).get(), 0);
            harness.processElement(quote("A").at(220).price(50).get(), 0);

            QualityMetrics metrics = ((QuoteScreen) operator.getUserFunction()).metrics;
            assertThat(metrics.accepted.getCount()).isEqualTo(2);
            assertThat(metrics.duplicates.getCount()).isEqualTo(1);
            assertThat(metrics.late.getCount()).isEqualTo(1);
            assertThat(metrics.jumpsExplained.getCount()).isEqualTo(1);
            assertThat(metrics.rejections(ReasonCode.LATE)).isEqualTo(1);
            assertThat(metrics.rejections(ReasonCode.UNEXPLAINED_JUMP)).isEqualTo(1);
            assertThat(metrics.rejections(ReasonCode.OUTLIER)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnWhereItStoodAtAnotherParallelism(boolean rocksDb) throws Exception {
        StateBackend backend =
                rocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
        int symbols = 20;
        OperatorSubtaskState snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> before =
                harness(1, 0, backend)) {
            before.open();
            for (int i = 0; i < symbols; i++) {
                before.processElement(quote("S" + i).at(0).price(10 + i).get(), 0);
                before.processElement(quote("S" + i).at(60).price(100 + 10 * i).get(), 60_000);
                before.processElement(quote("S" + i).at(61).price(100 + 10 * i).get(), 61_000);
            }
            assertThat(before.extractOutputValues()).hasSize(symbols);
            snapshot = before.snapshot(1, 1);
        }
        List<Quote> passed = new ArrayList<>();
        List<DeadLetter> refused = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> after =
                    harness(2, subtask, backend)) {
                after.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot, MAX_PARALLELISM, 1, 2, subtask));
                after.open();
                for (int i = 0; i < symbols; i++) {
                    Quote repeat = quote("S" + i).at(61).price(100 + 10 * i).get();
                    Quote third = quote("S" + i).at(62).price(101 + 10 * i).get();
                    if (isMine(repeat.symbol, subtask)) {
                        after.processElement(repeat, 61_000);
                        after.processElement(third, 62_000);
                        passed.addAll(drain(after));
                    }
                }
                refused.addAll(letters(after, QuoteScreen.DEAD_LETTERS));
            }
        }

        // The repeat did not count; the third quote confirmed the level.
        assertThat(refused).isEmpty();
        assertThat(passed).hasSize(symbols);
        assertThat(passed).allMatch(quote -> Double.isNaN(quote.adjustmentFactor));
    }

    private static boolean isMine(String symbol, int subtask) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(symbol, MAX_PARALLELISM, 2)
                == subtask;
    }

    private static List<Quote> drain(
            KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness) {
        List<Quote> quotes = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return quotes;
    }

    @Test
    void shouldForgetASymbolThatBringsNothingNew() throws Exception {
        config.set(QualityOptions.STATE_TTL, Duration.ofDays(1));
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness =
                harness(1, 0, new HashMapStateBackend())) {
            harness.open();
            harness.setStateTtlProcessingTime(0);
            for (int i = 0; i < 10; i++) {
                harness.processElement(quote("S" + i).at(0).get(), 0);
            }
            assertThat(harness.numKeyedStateEntries()).isEqualTo(10);

            harness.setStateTtlProcessingTime(Duration.ofDays(1).toMillis() + 1);
            // Heap state is cleaned up a few entries at a time, whenever any symbol is touched.
            for (int i = 0; i < 2000; i++) {
                harness.processElement(quote("LIVE").at(i).get(), 0);
            }

            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            // Forgotten: what would have been a jump is a first quote.
            harness.processElement(quote("S0").at(60).price(5000).get(), 0);
            assertThat(letters(harness, QuoteScreen.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void shouldKeepTheStateOfASymbolWithinItsBound() throws Exception {
        config.set(QualityOptions.DUPLICATES_MEMORY, 4);
        try (KeyedOneInputStreamOperatorTestHarness<String, Quote, Quote> harness =
                harness(1, 0, new HashMapStateBackend())) {
            harness.open();
            for (int i = 0; i < 10_000; i++) {
                harness.processElement(quote("A").at(i).price(100 + i % 7).get(), 0);
            }
            assertThat(harness.extractOutputValues()).hasSize(10_000);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
        }
    }
}
