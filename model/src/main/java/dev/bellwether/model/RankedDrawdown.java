// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A drawdown with its place among those of its session: one row of what is kept.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(RankedDrawdownSerializer.TypeFactory.class)
public class RankedDrawdown {

    /**
     * From 1, deepest first, equal depths in the order of their symbols; 0 for a symbol that is not
     * ranked because its figures are suspect.
     */
    public int rank;

    /** Rank in the session ranked before; 0 if it had none. */
    public int previousRank;

    /** Depth in the session ranked before; {@code NaN} if there was none. */
    public double previousDepthPercent = Double.NaN;

    /** Revision of the ranking that this row is of. */
    public int rankingRevision;

    public Drawdown drawdown;

    public RankedDrawdown() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof RankedDrawdown)) {
            return false;
        }
        RankedDrawdown that = (RankedDrawdown) other;
        return rank == that.rank
                && previousRank == that.previousRank
                && Double.compare(previousDepthPercent, that.previousDepthPercent) == 0
                && rankingRevision == that.rankingRevision
                && Objects.equals(drawdown, that.drawdown);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rank, previousRank, previousDepthPercent, rankingRevision, drawdown);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
