// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.DrawdownReport;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.operators.drawdown.DrawdownFunction;
import dev.bellwether.operators.ranking.DrawdownRankingFunction;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Daily bars in; drawdowns, a ranking for each session, and its rows out.
 *
 * <p>Drawdowns are worked out where their symbol lives; the ranking needs all of them and has one
 * task.
 */
public final class DrawdownsPipeline {

    /** Where the results go. */
    public interface Ends {

        /** Writes the drawdowns of symbols and gives back what was refused for good. */
        DataStream<DeadLetter> drawdowns(DataStream<Drawdown> drawdowns);

        /** Writes the rankings and gives back what was refused for good. */
        DataStream<DeadLetter> rankings(DataStream<DrawdownRanking> rankings);

        /** Keeps the rows of sessions, each symbol once. */
        void rows(DataStream<RankedDrawdown> rows);

        /** Keeps the rows that a correction changed. */
        void corrections(DataStream<RankedDrawdown> rows);

        void events(DataStream<OperationalEvent> events);

        void deadLetters(DataStream<DeadLetter> deadLetters);
    }

    private final ReadableConfig drawdown;
    private final ReadableConfig ranking;

    /** Takes the checked options of the groups of these names. */
    public DrawdownsPipeline(ReadableConfig drawdown, ReadableConfig ranking) {
        this.drawdown = drawdown;
        this.ranking = ranking;
    }

    /**
     * Lays out the pipeline between its feed and its ends.
     *
     * @param bars the bars of a symbol in order of time
     * @param universe the symbols that are expected; if empty, whatever comes
     * @param bounded whether event time tells when a session is over; if not, the polls do
     * @param otherLetters dead letters from elsewhere that go the same way
     */
    public void define(
            DataStream<PolledBar> bars,
            List<String> universe,
            boolean bounded,
            List<DataStream<DeadLetter>> otherLetters,
            Ends ends) {

        // how far each symbol has fallen
        SingleOutputStreamOperator<DrawdownReport> reports =
                bars.keyBy(DrawdownFunction::key)
                        .transform(
                                "drawdowns",
                                TypeInformation.of(DrawdownReport.class),
                                new WriteBackOperator<>(DrawdownFunction.from(drawdown)))
                        .uid(Uids.DRAWDOWNS)
                        .name("drawdowns");
        DataStream<DeadLetter> refused =
                ends.drawdowns(
                        reports.flatMap(new DrawdownsOnly())
                                .uid(Uids.DRAWDOWNS_ONLY)
                                .name("drawdowns only"));

        // who has fallen furthest
        SingleOutputStreamOperator<DrawdownRanking> rankings =
                reports.keyBy(report -> DrawdownRankingFunction.KEY)
                        .transform(
                                "ranking",
                                TypeInformation.of(DrawdownRanking.class),
                                new WriteBackOperator<>(
                                        DrawdownRankingFunction.from(
                                                ranking, universe.toArray(new String[0]), bounded)))
                        .uid(Uids.DRAWDOWN_RANKING)
                        .name("ranking")
                        .setParallelism(1);
        ends.rows(rankings.getSideOutput(DrawdownRankingFunction.ROWS));
        ends.corrections(rankings.getSideOutput(DrawdownRankingFunction.CORRECTED_ROWS));
        ends.events(rankings.getSideOutput(DrawdownRankingFunction.EVENTS));

        // whatever could not be used, counted by reason where all of it passes
        DataStream<DeadLetter> letters =
                refused.union(
                        ends.rankings(rankings),
                        rankings.getSideOutput(DrawdownRankingFunction.DEAD_LETTERS));
        for (DataStream<DeadLetter> others : otherLetters) {
            letters = letters.union(others);
        }
        ends.deadLetters(
                letters.map(new DeadLetterCount())
                        .uid(Uids.DRAWDOWN_LETTERS_COUNT)
                        .name("drawdown dead letters"));
    }
}
