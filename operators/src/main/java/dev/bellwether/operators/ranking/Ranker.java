// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.MissingSymbol;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.model.RankingClose;
import dev.bellwether.model.SessionSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Ranks what has come of one session: deepest first, equal depths in the order of their symbols. A
 * symbol with too few bars is covered and has no row; one whose figures are suspect has a row with
 * rank 0. O(n log n).
 */
final class Ranker {

    private static final double DEEP_PERCENT = -20;

    private static final Comparator<RankedDrawdown> BY_SYMBOL =
            Comparator.comparing(row -> row.drawdown.symbol);

    private final String[] universe;
    private final int top;
    private final int movers;

    /**
     * @param universe sorted; empty if whatever comes is the universe
     */
    Ranker(String[] universe, int top, int movers) {
        this.universe = universe;
        this.top = top;
        this.movers = movers;
    }

    /** A ranking with all its rows. */
    static final class Ranked {
        final DrawdownRanking ranking = new DrawdownRanking();

        /** In the order of rank, those without one behind. */
        final List<RankedDrawdown> rows = new ArrayList<>();

        SessionSummary summary() {
            SessionSummary summary = new SessionSummary();
            summary.sessionDay = ranking.sessionDay;
            summary.ranked = ranking.ranked;
            summary.coveragePercent = ranking.coveragePercent;
            if (ranking.ranked > 0) {
                summary.worstSymbol = rows.get(0).drawdown.symbol;
                summary.worstDepthPercent = depth(0);
                int middle = ranking.ranked / 2;
                summary.medianDepthPercent =
                        ranking.ranked % 2 == 1
                                ? depth(middle)
                                : (depth(middle - 1) + depth(middle)) / 2;
            }
            for (int i = 0; i < ranking.ranked && depth(i) <= DEEP_PERCENT; i++) {
                summary.deeperThan20++;
            }
            return summary;
        }

        private double depth(int i) {
            return rows.get(i).drawdown.depthPercent();
        }
    }

    /**
     * @param before the session ranked before; {@code null} if there is none
     */
    Ranked rank(SessionBook book, SessionBook before, RankingClose closedBy) {
        List<Drawdown> warm = new ArrayList<>();
        List<String> warmingUp = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        List<Drawdown> suspect = new ArrayList<>();
        for (Drawdown drawdown : book.drawdowns.values()) {
            if (Double.isNaN(drawdown.depthPercent())) {
                warmingUp.add(drawdown.symbol);
            } else if (drawdown.suspect) {
                suspect.add(drawdown);
            } else {
                warm.add(drawdown);
                if (drawdown.stale) {
                    stale.add(drawdown.symbol);
                }
            }
        }
        warm.sort(
                Comparator.comparingDouble(Drawdown::depthPercent)
                        .thenComparing(drawdown -> drawdown.symbol));
        suspect.sort(Comparator.comparing(drawdown -> drawdown.symbol));

        Ranked ranked = new Ranked();
        DrawdownRanking ranking = ranked.ranking;
        ranking.sessionDay = book.day;
        ranking.revision = book.revision;
        ranking.closedBy = closedBy;
        ranking.ranked = warm.size();
        ranking.warmingUp = sorted(warmingUp);
        ranking.stale = sorted(stale);
        ranking.suspect = suspect.stream().map(drawdown -> drawdown.symbol).toArray(String[]::new);
        cover(ranking, book);
        Map<String, RankedDrawdown> earlier = before == null ? Map.of() : before.issued;
        for (Drawdown drawdown : warm) {
            ranked.rows.add(row(ranked.rows.size() + 1, drawdown, book.revision, earlier));
        }
        ranking.top =
                ranked.rows.subList(0, Math.min(top, warm.size())).toArray(new RankedDrawdown[0]);
        ranking.fallers = moved(ranked.rows, 1);
        ranking.climbers = moved(ranked.rows, -1);
        for (Drawdown drawdown : suspect) {
            ranked.rows.add(row(0, drawdown, book.revision, earlier));
        }
        return ranked;
    }

    private void cover(DrawdownRanking ranking, SessionBook book) {
        if (universe.length == 0) {
            ranking.universe = book.drawdowns.size();
            ranking.covered = ranking.universe;
        } else {
            List<MissingSymbol> missing = new ArrayList<>();
            for (String symbol : universe) {
                if (!book.drawdowns.containsKey(symbol)) {
                    MissingSymbol one = new MissingSymbol();
                    one.symbol = symbol;
                    one.why = book.failures.getOrDefault(symbol, "no bar");
                    missing.add(one);
                }
            }
            ranking.universe = universe.length;
            ranking.covered = universe.length - missing.size();
            ranking.missing = missing.toArray(new MissingSymbol[0]);
        }
        ranking.coveragePercent =
                ranking.universe == 0 ? 0 : 100.0 * ranking.covered / ranking.universe;
    }

    private static RankedDrawdown row(
            int rank, Drawdown drawdown, int revision, Map<String, RankedDrawdown> earlier) {
        RankedDrawdown row = new RankedDrawdown();
        row.rank = rank;
        row.rankingRevision = revision;
        row.drawdown = drawdown;
        RankedDrawdown previous = earlier.get(drawdown.symbol);
        if (previous != null) {
            row.previousRank = previous.rank;
            row.previousDepthPercent = previous.drawdown.depthPercent();
        }
        return row;
    }

    /** The largest moves one way; up the list, towards rank 1, is 1. */
    private RankedDrawdown[] moved(List<RankedDrawdown> rows, int direction) {
        List<RankedDrawdown> moved = new ArrayList<>();
        for (RankedDrawdown row : rows) {
            if (row.previousRank > 0 && direction * move(row) > 0) {
                moved.add(row);
            }
        }
        moved.sort(
                Comparator.comparingInt((RankedDrawdown row) -> -direction * move(row))
                        .thenComparing(BY_SYMBOL));
        return moved.subList(0, Math.min(movers, moved.size())).toArray(new RankedDrawdown[0]);
    }

    private static int move(RankedDrawdown row) {
        return row.previousRank - row.rank;
    }

    private static String[] sorted(List<String> symbols) {
        String[] sorted = symbols.toArray(new String[0]);
        Arrays.sort(sorted);
        return sorted;
    }
}
