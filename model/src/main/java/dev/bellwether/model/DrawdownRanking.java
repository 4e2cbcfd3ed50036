// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The drawdowns of one session in order, and how complete they are.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(DrawdownRankingSerializer.TypeFactory.class)
public class DrawdownRanking {

    /** Days since 1970-01-01. */
    public int sessionDay;

    /** 0 for the first ranking of the session, then 1, 2 … for corrections. */
    public int revision;

    public RankingClose closedBy;

    /** Whether no later session had been ranked when this was issued. */
    public boolean newest;

    /** Symbols that were expected. */
    public int universe;

    /** Symbols of the universe with a bar of the session, be they ranked or not. */
    public int covered;

    /** Symbols in the ranking: covered, warm and not suspect. */
    public int ranked;

    /** {@code 100 * covered / universe}. */
    public double coveragePercent = Double.NaN;

    /** Those of the universe without a bar, by symbol. */
    public MissingSymbol[] missing = new MissingSymbol[0];

    /** Covered, with fewer bars than a drawdown needs. */
    public String[] warmingUp = new String[0];

    /** Covered, not ranked: a jump that looks like an unadjusted split or distribution. */
    public String[] suspect = new String[0];

    /** Ranked, but without trades or change of late. */
    public String[] stale = new String[0];

    /** The deepest, in order, as many as configured. */
    public RankedDrawdown[] top = new RankedDrawdown[0];

    /** Largest moves towards rank 1 since the session before, largest first. */
    public RankedDrawdown[] fallers = new RankedDrawdown[0];

    /** Largest moves away from rank 1, largest first. */
    public RankedDrawdown[] climbers = new RankedDrawdown[0];

    /** Earlier sessions, newest first. */
    public SessionSummary[] history = new SessionSummary[0];

    public DrawdownRanking() {}

    /** The session as a date. */
    public LocalDate session() {
        return LocalDate.ofEpochDay(sessionDay);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DrawdownRanking)) {
            return false;
        }
        DrawdownRanking that = (DrawdownRanking) other;
        return sessionDay == that.sessionDay
                && newest == that.newest
                && revision == that.revision
                && Objects.equals(closedBy, that.closedBy)
                && universe == that.universe
                && covered == that.covered
                && ranked == that.ranked
                && Double.compare(coveragePercent, that.coveragePercent) == 0
                && Arrays.equals(missing, that.missing)
                && Arrays.equals(warmingUp, that.warmingUp)
                && Arrays.equals(suspect, that.suspect)
                && Arrays.equals(stale, that.stale)
                && Arrays.equals(top, that.top)
                && Arrays.equals(fallers, that.fallers)
                && Arrays.equals(climbers, that.climbers)
                && Arrays.equals(history, that.history);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sessionDay, revision, closedBy, universe, covered, ranked);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
