// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One session of the history that goes with a ranking.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(SessionSummarySerializer.TypeFactory.class)
public class SessionSummary {

    /** Days since 1970-01-01. */
    public int sessionDay;

    /** Symbols that were ranked. */
    public int ranked;

    /** Symbols with a bar, of those in the universe. */
    public double coveragePercent = Double.NaN;

    public String worstSymbol;

    public double worstDepthPercent = Double.NaN;

    public double medianDepthPercent = Double.NaN;

    /** Ranked symbols 20 % or more below their peak. */
    public int deeperThan20;

    public SessionSummary() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SessionSummary)) {
            return false;
        }
        SessionSummary that = (SessionSummary) other;
        return sessionDay == that.sessionDay
                && ranked == that.ranked
                && Double.compare(coveragePercent, that.coveragePercent) == 0
                && Objects.equals(worstSymbol, that.worstSymbol)
                && Double.compare(worstDepthPercent, that.worstDepthPercent) == 0
                && Double.compare(medianDepthPercent, that.medianDepthPercent) == 0
                && deeperThan20 == that.deeperThan20;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                sessionDay,
                ranked,
                coveragePercent,
                worstSymbol,
                worstDepthPercent,
                medianDepthPercent);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
