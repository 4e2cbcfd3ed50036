// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.DrawdownReport;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.PollOutcome;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.model.RankingClose;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import dev.bellwether.model.SymbolPoll;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class DrawdownRankingFunctionTest {

    private static final String[] UNIVERSE = {"A", "B", "C", "D"};
    private static final int DAY = 18_000;
    private static final long MINUTE = 60_000;
    private static final long DUE = (DAY + 1) * 86_400_000L;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    // ---- when --------------------------------------------------------------------------------

    @Test
    void shouldRankAsSoonAsAllAreThere() throws Exception {
        try (Harness harness = live()) {
            harness.report(DAY, "A", -10, "B", -30, "C", -20);
            assertThat(harness.rankings()).isEmpty();

            harness.report(DAY, "D", -30);

            DrawdownRanking ranking = harness.rankings().get(0);
            assertThat(ranking.closedBy).isEqualTo(RankingClose.COMPLETE);
            assertThat(ranking.coveragePercent).isEqualTo(100);
            assertThat(ranking.top)
                    .extracting(row -> row.rank, row -> row.drawdown.symbol)
                    .containsExactly(tuple(1, "B"), tuple(2, "D"), tuple(3, "C"), tuple(4, "A"));
            assertThat(harness.events()).isEmpty();
        }
    }

    @Test
    void shouldRankAtTheDeadlineAndNameWhatIsMissing() throws Exception {
        try (Harness harness = live()) {
            harness.report(DAY, "A", -10, "B", -30);
            harness.poll(DAY, "C", PollOutcome.NOT_AVAILABLE, "invalid symbol");
            harness.poll(DAY, "D", PollOutcome.ANSWERED, null);
            harness.setProcessingTime(DUE + 30 * MINUTE - 1);
            assertThat(harness.rankings()).isEmpty();

            harness.setProcessingTime(DUE + 30 * MINUTE);

            DrawdownRanking ranking = harness.rankings().get(0);
            assertThat(ranking.closedBy).isEqualTo(RankingClose.DEADLINE);
            assertThat(ranking.coveragePercent).isEqualTo(50);
            assertThat(ranking.missing)
                    .extracting(one -> one.symbol, one -> one.why)
                    .containsExactly(tuple("C", "invalid symbol"), tuple("D", "no bar"));
            OperationalEvent event = harness.events().get(0);
            assertThat(event.severity).isEqualTo(Severity.WARNING);
            assertThat(event.message)
                    .contains("coverage 50.0 % (2 of 4); missing: C (invalid symbol), D (no bar)");
        }
    }

    @Test
    void shouldCallATotalOutageAFailure() throws Exception {
        try (Harness harness = live()) {
            for (String symbol : UNIVERSE) {
                harness.poll(DAY, symbol, PollOutcome.FAILED, "status 503");
            }
            harness.setProcessingTime(DUE + 30 * MINUTE);

            assertThat(harness.rankings()).isEmpty();
            OperationalEvent event = harness.events().get(0);
            assertThat(event.kind).isEqualTo("outage");
            assertThat(event.severity).isEqualTo(Severity.CRITICAL);
            assertThat(event.message).contains("not one of 4 symbols").contains("4 × status 503");

            // and it is made up for
            harness.report(DAY, "A", -10, "B", -30, "C", -20, "D", -5);
            harness.setProcessingTime(DUE + 31 * MINUTE);
            assertThat(harness.rankings().get(0).closedBy).isEqualTo(RankingClose.CORRECTION);
            assertThat(harness.rows()).hasSize(4);
        }
    }

    @Test
    void shouldRankSessionsOfABoundedInputInTheirOrder() throws Exception {
        try (Harness harness = bounded()) {
            // one symbol after the other, as some providers page
            for (String symbol : List.of("A", "B", "C")) {
                for (int day = DAY; day < DAY + 3; day++) {
                    harness.report(
                            day,
                            symbol,
                            -symbol.charAt(0) + day % 2 * 10 * (symbol.equals("A") ? -1 : 1));
                }
            }
            harness.setProcessingTime(Long.MAX_VALUE - 5);
            assertThat(harness.rankings()).isEmpty();

            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(harness.rankings())
                    .extracting(ranking -> ranking.sessionDay)
                    .containsExactly(DAY, DAY + 1, DAY + 2);
            assertThat(harness.rows()).hasSize(9);
            assertThat(harness.events()).isEmpty();
            assertThat(harness.rankings().get(1).history).hasSize(1);
        }
    }

    @Test
    void shouldRankASessionWhenTheNextHasPassed() throws Exception {
        try (Harness harness = bounded()) {
            harness.report(DAY, "A", -1);
            harness.processWatermark((DAY + 1) * 86_400_000L + 3 * 60 * MINUTE);
            assertThat(harness.rankings()).isEmpty();

            harness.processWatermark((DAY + 2) * 86_400_000L);

            assertThat(harness.rankings()).hasSize(1);
        }
    }

    @Test
    void shouldRankOlderOpenSessionsBeforeOneThatIsComplete() throws Exception {
        try (Harness harness = live()) {
            harness.report(DAY - 1, "A", -10, "B", -30, "C", -20);

            harness.report(DAY, "A", -10, "B", -30, "C", -20, "D", -5);

            assertThat(harness.rankings())
                    .extracting(ranking -> ranking.sessionDay, ranking -> ranking.covered)
                    .containsExactly(tuple(DAY - 1, 3), tuple(DAY, 4));
        }
    }

    // ---- what ---------------------------------------------------------------------------------

    @Test
    void shouldTellOfMovesAndOfEarlierSessions() throws Exception {
        try (Harness harness = live()) {
            harness.report(DAY, "A", -10, "B", -20, "C", -30, "D", -40);
            harness.report(DAY + 3, "A", -50, "B", -20, "C", -30, "D", -25);

            DrawdownRanking ranking = harness.rankings().get(1);
            assertThat(ranking.fallers)
                    .extracting(
                            row -> row.drawdown.symbol, row -> row.previousRank, row -> row.rank)
                    .containsExactly(tuple("A", 4, 1));
            assertThat(ranking.climbers)
                    .extracting(
                            row -> row.drawdown.symbol, row -> row.previousRank, row -> row.rank)
                    .containsExactly(tuple("D", 1, 3), tuple("B", 3, 4));
            assertThat(ranking.top[0].previousDepthPercent).isEqualTo(-10);
            assertThat(ranking.history)
                    .extracting(
                            one -> one.sessionDay,
                            one -> one.worstSymbol,
                            one -> one.medianDepthPercent,
                            one -> one.deeperThan20)
                    .containsExactly(tuple(DAY, "D", -25.0, 3));
        }
    }

    @Test
    void shouldNotRankWhatIsSuspectOrWarmingUp() throws Exception {
        Drawdown suspect = drawdown(DAY, "C", -75);
        suspect.suspect = true;
        Drawdown stale = drawdown(DAY, "D", -5);
        stale.stale = true;
        try (Harness harness = live()) {
            harness.report(DAY, "A", -10, "B", Double.NaN);
            harness.processElement(DrawdownReport.of(suspect), 0);
            harness.processElement(DrawdownReport.of(stale), 0);

            DrawdownRanking ranking = harness.rankings().get(0);
            assertThat(ranking.covered).isEqualTo(4);
            assertThat(ranking.ranked).isEqualTo(2);
            assertThat(ranking.suspect).containsExactly("C");
            assertThat(ranking.warmingUp).containsExactly("B");
            assertThat(ranking.stale).containsExactly("D");
            assertThat(harness.rows())
                    .extracting(row -> row.rank, row -> row.drawdown.symbol)
                    .containsExactly(tuple(1, "A"), tuple(2, "D"), tuple(0, "C"));
        }
    }

    @Property(tries = 100)
    void shouldSortAsAPlainSortDoes(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Drawdown> drawdowns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            drawdowns.add(drawdown(DAY, "S" + random.nextInt(1000) + "." + i, -random.nextInt(8)));
        }
        SessionBook book = new SessionBook(DAY);
        drawdowns.forEach(one -> book.drawdowns.put(one.symbol, one));

        Ranker.Ranked ranked =
                new Ranker(new String[0], 10, 5).rank(book, null, RankingClose.COMPLETE);

        drawdowns.sort(
                Comparator.comparing((Drawdown one) -> one.highDepthPercent)
                        .thenComparing(one -> one.symbol));
        assertThat(ranked.rows)
                .extracting(row -> row.drawdown)
                .containsExactlyElementsOf(drawdowns);
        assertThat(ranked.ranking.top).hasSize(10);
    }

    // ---- corrections ----------------------------------------------------------------------------

    @Test
    void shouldIssueARankingAnewForALateSymbol() throws Exception {
        try (Harness harness = live()) {
            harness.report(DAY, "A", -10, "B", -30, "C", -20);
            harness.poll(DAY, "D", PollOutcome.FAILED, "status 500");
            harness.setProcessingTime(DUE + 30 * MINUTE);

            harness.report(DAY, "D", -25);
            assertThat(harness.rankings()).hasSize(1);
            harness.setProcessingTime(DUE + 31 * MINUTE);

            DrawdownRanking corrected = harness.rankings().get(1);
            assertThat(corrected.revision).isEqualTo(1);
            assertThat(corrected.closedBy).isEqualTo(RankingClose.CORRECTION);
            assertThat(corrected.coveragePercent).isEqualTo(100);
            assertThat(harness.rows())
                    .extracting(row -> row.drawdown.symbol)
                    .containsExactly("B", "C", "A", "D");
            assertThat(harness.corrected())
                    .extracting(row -> row.drawdown.symbol, row -> row.rank)
                    .containsExactly(tuple("C", 3), tuple("A", 4));
            assertThat(harness.events())
                    .extracting(event -> event.kind)
                    .containsExactly("ranking-incomplete", "ranking-corrected");
        }
    }

    @Test
    void shouldCorrectAtTheEndOfABoundedInput() throws Exception {
        try (Harness harness = bounded()) {
            harness.report(DAY, "A", -10, "B", -30, "C", -20, "D", -5);
            harness.report(DAY, "A", -40);

            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(harness.rankings()).hasSize(2);
            assertThat(harness.rows()).hasSize(4);
            assertThat(harness.corrected()).hasSize(3);
        }
    }

    @Test
    void shouldSetAsideFiguresOfASessionThatIsNoLongerKept() throws Exception {
        try (Harness harness = live()) {
            for (int day = DAY; day < DAY + 4; day++) {
                harness.report(day, "A", -10, "B", -30, "C", -20, "D", -5);
            }

            harness.report(DAY, "A", -40);

            DeadLetter letter = harness.deadLetters().get(0);
            assertThat(letter.reason).isEqualTo(ReasonCode.LATE);
            assertThat(letter.symbol).isEqualTo("A");
        }
    }

    // ---- state ----------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("backends")
    void shouldGoOnInTheMiddleOfASession(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness(backend, false, null)) {
            harness.report(DAY - 1, "A", -10, "B", -30, "C", -20, "D", -5);
            harness.report(DAY, "A", -10, "B", -30);
            harness.poll(DAY, "A", PollOutcome.ANSWERED, null);
            state = harness.snapshot(1, 1);
            // what comes after the snapshot must not be in it
            harness.report(DAY, "C", -20);
        }
        try (Harness harness = new Harness(backend, false, state)) {
            harness.report(DAY, "C", -35);
            harness.setProcessingTime(DUE + 30 * MINUTE);

            DrawdownRanking ranking = harness.rankings().get(0);
            assertThat(ranking.covered).isEqualTo(3);
            assertThat(ranking.top)
                    .extracting(row -> row.drawdown.symbol, row -> row.previousRank)
                    .containsExactly(tuple("C", 2), tuple("B", 1), tuple("A", 3));
            assertThat(harness.rows()).hasSize(3);
            assertThat(ranking.history).hasSize(1);
        }
    }

    /** The formula in the serializer's comment, within 10 %, and nothing lost. */
    @Test
    void shouldStoreABookInTheStatedBytes() throws Exception {
        RankingBook book = new RankingBook();
        for (int day = DAY; day < DAY + 2; day++) {
            SessionBook session = new SessionBook(day);
            for (int i = 0; i < 1000; i++) {
                Drawdown one = drawdown(day, "S" + i, -i);
                one.currency = "USD";
                one.feed = "alpaca-iex";
                session.drawdowns.put(one.symbol, one);
            }
            for (RankedDrawdown row :
                    new Ranker(UNIVERSE, 10, 5).rank(session, null, RankingClose.COMPLETE).rows) {
                session.issued.put(row.drawdown.symbol, row);
            }
            session.failures.put("X", "why");
            session.closed = true;
            session.revision = 3;
            book.sessions.put(day, session);
        }
        book.droppedDay = 5;
        book.sessions.get(DAY).issued.get("S7").drawdown = drawdown(DAY, "S7", -3);
        RankingBookSerializer serializer = new RankingBookSerializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(book, out);

        assertThat(out.length() / 2_000.0).isBetween(160 * 0.9, 160 * 1.1);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(book);
        assertThat(serializer.copy(book)).isEqualTo(book);
    }

    private static Drawdown drawdown(int day, String symbol, double depth) {
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = symbol;
        drawdown.sessionDay = day;
        drawdown.bars = 180;
        drawdown.price = 100 + depth;
        drawdown.highPeak = 100;
        drawdown.highDepthPercent = depth;
        drawdown.basis = PeakBasis.HIGH;
        return drawdown;
    }

    private static Harness live() throws Exception {
        return new Harness(new HashMapStateBackend(), false, null);
    }

    private static Harness bounded() throws Exception {
        return new Harness(new HashMapStateBackend(), true, null);
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<
                    String, DrawdownReport, DrawdownRanking> {

        Harness(StateBackend backend, boolean bounded, OperatorSubtaskState state)
                throws Exception {
            super(
                    new WriteBackOperator<>(
                            DrawdownRankingFunction.from(
                                    new Configuration().set(RankingOptions.KEEP, 2),
                                    UNIVERSE,
                                    bounded)),
                    report -> DrawdownRankingFunction.KEY,
                    Types.STRING);
            setStateBackend(backend);
            setProcessingTime(DUE);
            if (state != null) {
                initializeState(state);
            }
            open();
        }

        void report(int day, Object... symbolsAndDepths) throws Exception {
            for (int i = 0; i < symbolsAndDepths.length; i += 2) {
                double depth = ((Number) symbolsAndDepths[i + 1]).doubleValue();
                processElement(
                        DrawdownReport.of(drawdown(day, (String) symbolsAndDepths[i], depth)), 0);
            }
        }

        void poll(int day, String symbol, PollOutcome outcome, String detail) throws Exception {
            processElement(DrawdownReport.of(SymbolPoll.of(symbol, day, outcome, detail, DUE)), 0);
        }

        List<DrawdownRanking> rankings() {
            return extractOutputValues();
        }

        List<RankedDrawdown> rows() {
            return side(DrawdownRankingFunction.ROWS);
        }

        List<RankedDrawdown> corrected() {
            return side(DrawdownRankingFunction.CORRECTED_ROWS);
        }

        List<OperationalEvent> events() {
            return side(DrawdownRankingFunction.EVENTS);
        }

        List<DeadLetter> deadLetters() {
            return side(DrawdownRankingFunction.DEAD_LETTERS);
        }

        private <T> List<T> side(OutputTag<T> tag) {
            Queue<StreamRecord<T>> records = getSideOutput(tag);
            return records == null
                    ? List.of()
                    : records.stream().map(StreamRecord::getValue).collect(Collectors.toList());
        }
    }
}
