// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.ActionCheck;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.DrawdownReport;
import dev.bellwether.model.PollOutcome;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.SymbolPoll;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.quality.BarRules;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class DrawdownFunctionTest {

    private static final int MAX_PARALLELISM = 128;
    private static final long NOW = 1_790_000_000_000L;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnAfterARestoreAtAnotherParallelism(StateBackend backend) throws Exception {
        List<PolledBar> bars = new ArrayList<>();
        for (String symbol : List.of("AAPL", "GE", "JPM", "KHC", "NVDA", "XOM")) {
            SessionBars.recorded(symbol).subList(0, 300).forEach(b -> bars.add(PolledBar.of(b)));
        }
        bars.sort(Comparator.comparingLong(polled -> polled.bar.startMillis));
        int middle = bars.size() / 2;
        List<DrawdownReport> expected = new ArrayList<>();
        try (Harness harness = open(new HashMapStateBackend(), 1, 0, null)) {
            for (PolledBar bar : bars) {
                harness.processElement(bar, 0);
            }
            expected.addAll(harness.extractOutputValues());
        }

        List<DrawdownReport> actual = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (Harness harness = open(backend, 1, 0, null)) {
            for (PolledBar bar : bars.subList(0, middle)) {
                harness.processElement(bar, 0);
            }
            snapshot = harness.snapshot(1, 1);
            actual.addAll(harness.extractOutputValues());
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, MAX_PARALLELISM, 1, 3, subtask);
            try (Harness harness = open(backend, 3, subtask, part)) {
                for (PolledBar bar : bars.subList(middle, bars.size())) {
                    if (subtaskOf(bar.bar.symbol, 3) == subtask) {
                        harness.processElement(bar, 0);
                    }
                }
                actual.addAll(harness.extractOutputValues());
            }
        }

        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** On the heap, a snapshot that is still being written must not see later bars. */
    @Test
    void shouldNotChangeASnapshotThatIsBeingWritten() throws Exception {
        List<Bar> bars = SessionBars.recorded("AAPL");
        try (Harness harness = open(new HashMapStateBackend(), 1, 0, null)) {
            for (Bar bar : bars.subList(0, 200)) {
                harness.processElement(PolledBar.of(bar), 0);
            }
            OperatorSubtaskState snapshot = harness.snapshot(1, 1);
            for (Bar bar : bars.subList(200, 260)) {
                harness.processElement(PolledBar.of(bar), 0);
            }
            try (Harness restored = open(new HashMapStateBackend(), 1, 0, snapshot)) {
                restored.processElement(PolledBar.of(bars.get(200)), 0);
                assertThat(restored.extractOutputValues())
                        .containsExactly(harness.extractOutputValues().get(200));
            }
        }
    }

    @Test
    void shouldPassOnInOrderWhatTheSourceSaysOfItsPolls() throws Exception {
        SymbolPoll poll = SymbolPoll.of("AAPL", 17_000, PollOutcome.ANSWERED, null, 5);
        DeadLetter letter =
                DeadLetter.of("a feed", ReasonCode.MALFORMED, "no JSON", new byte[] {1}, 7);
        try (Harness harness = open(new HashMapStateBackend(), 1, 0, null)) {
            harness.processElement(PolledBar.of(SessionBars.recorded("AAPL").get(0)), 0);
            harness.processElement(PolledBar.of(poll), 0);
            harness.processElement(PolledBar.of(letter), 0);

            List<DrawdownReport> out = harness.extractOutputValues();
            assertThat(out.get(0).drawdown.symbol).isEqualTo("AAPL");
            assertThat(out.get(1).poll).isEqualTo(poll);
            assertThat(out.get(2).deadLetter).isEqualTo(letter);
        }
    }

    @Test
    void shouldIssueAnewWhatACheckOfCorporateActionsBelieves() throws Exception {
        List<Bar> bars = SessionBars.recorded("AAPL").subList(0, 43);
        for (Bar bar : bars.subList(39, 43)) {
            bar.close = bars.get(38).close / 2;
            bar.open = bar.close;
            bar.high = bar.close;
            bar.low = bar.close - 0.1;
            bar.volume = bars.get(38).volume;
        }
        int first = DrawdownCalculator.dayOf(bars.get(38));
        int last = DrawdownCalculator.dayOf(bars.get(42));
        ActionCheck check = ActionCheck.of("AAPL", first, first, last);
        check.currency = "USD";
        check.feed = "alpaca-iex";
        try (Harness harness = open(new HashMapStateBackend(), 1, 0, null)) {
            harness.processElement(PolledBar.of(ActionCheck.of("NEW", first, first, last)), 0);
            for (Bar bar : bars) {
                harness.processElement(PolledBar.of(bar), 0);
            }
            harness.processElement(PolledBar.of(check), 0);

            List<DrawdownReport> out = harness.extractOutputValues();
            assertThat(out).hasSize(47);
            assertThat(out.get(42).drawdown.suspect).isTrue();
            assertThat(out.get(46).drawdown.suspect).isFalse();
            assertThat(out.get(46).drawdown.revision).isEqualTo(1);
            assertThat(out.get(46).drawdown.symbol).isEqualTo("AAPL");
            assertThat(out.get(46).drawdown.feed).isEqualTo("alpaca-iex");
            assertThat(out.get(46).drawdown.currency).isEqualTo("USD");
        }
    }

    @Test
    void shouldRefuseBarsOfAnotherTimeframe() throws Exception {
        Bar bar = SessionBars.recorded("AAPL").get(0);
        bar.timeframe = Timeframe.ONE_MINUTE;
        try (Harness harness = open(new HashMapStateBackend(), 1, 0, null)) {
            harness.processElement(PolledBar.of(bar), 0);

            DeadLetter letter = harness.extractOutputValues().get(0).deadLetter;
            assertThat(letter.reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
            assertThat(new String(letter.payload, UTF_8)).contains("\"symbol\":\"AAPL\"");
        }
    }

    /** Rows that are really wrong in the recording's source. */
    @Test
    void shouldGiveTheReasonForEachDirtyRow() throws Exception {
        Map<ReasonCode, Long> reasons;
        Set<String> suspects;
        try (Harness harness = open(new HashMapStateBackend(), 1, 0, null)) {
            for (Bar bar : dirty()) {
                harness.processElement(PolledBar.of(bar), 0);
            }
            reasons =
                    harness.extractOutputValues().stream()
                            .filter(report -> report.deadLetter != null)
                            .collect(
                                    Collectors.groupingBy(
                                            report -> report.deadLetter.reason,
                                            TreeMap::new,
                                            Collectors.counting()));
            suspects =
                    harness.extractOutputValues().stream()
                            .filter(report -> report.drawdown != null && report.drawdown.suspect)
                            .map(report -> report.drawdown.symbol)
                            .collect(Collectors.toSet());
        }

        assertThat(reasons)
                .isEqualTo(
                        Map.of(
                                ReasonCode.INVALID_PRICE, 1L,
                                ReasonCode.INVALID_RANGE, 2L,
                                ReasonCode.UNEXPLAINED_JUMP, 1L));
        // a recycled ticker
        assertThat(suspects).containsExactly("BHF");
    }

    private static List<Bar> dirty() throws IOException {
        List<Bar> bars = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                BarRules.class.getResourceAsStream("us-daily-bars-dirty.csv"),
                                UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] c = line.split(",", -1);
                bars.add(
                        SessionBars.of(
                                c[6],
                                LocalDate.parse(c[0]),
                                Double.parseDouble(c[1]),
                                Double.parseDouble(c[2]),
                                Double.parseDouble(c[3]),
                                Double.parseDouble(c[4]),
                                Double.parseDouble(c[5])));
            }
        }
        return bars;
    }

    private static int subtaskOf(String symbol, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                symbol, MAX_PARALLELISM, parallelism);
    }

    private static Harness open(
            StateBackend backend, int parallelism, int subtask, OperatorSubtaskState state)
            throws Exception {
        Harness harness = new Harness(parallelism, subtask);
        harness.setStateBackend(backend);
        harness.setProcessingTime(NOW);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, PolledBar, DrawdownReport> {

        Harness(int parallelism, int subtask) throws Exception {
            super(
                    new WriteBackOperator<>(
                            DrawdownFunction.from(SessionBars.configuration("min.bars", "5"))),
                    DrawdownFunction::key,
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
        }
    }
}
