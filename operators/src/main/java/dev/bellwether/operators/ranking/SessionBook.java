// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.RankedDrawdown;
import java.util.HashMap;
import java.util.Map;

/** What has come of one session, and what has been issued of it. */
final class SessionBook {

    static final long NEVER = Long.MAX_VALUE;

    final int day;

    /** By symbol, the newest revision of each. */
    final Map<String, Drawdown> drawdowns;

    /** By symbol: why the provider gave nothing. */
    final Map<String, String> failures;

    /** By symbol: the row that was issued last. Empty until the session is ranked. */
    final Map<String, RankedDrawdown> issued;

    /** When it is ranked at the latest, epoch milliseconds of wall-clock time. */
    long deadlineMillis = NEVER;

    /** When a correction is issued, epoch milliseconds of wall-clock time. */
    long correctionMillis = NEVER;

    boolean closed;

    /** Of the next ranking. */
    int revision;

    SessionBook(int day) {
        this(day, new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    SessionBook(
            int day,
            Map<String, Drawdown> drawdowns,
            Map<String, String> failures,
            Map<String, RankedDrawdown> issued) {
        this.day = day;
        this.drawdowns = drawdowns;
        this.failures = failures;
        this.issued = issued;
    }

    boolean isCorrectionDue() {
        return correctionMillis != NEVER;
    }

    /** Shares the events, which nobody changes. */
    SessionBook copy() {
        SessionBook copy =
                new SessionBook(
                        day,
                        new HashMap<>(drawdowns),
                        new HashMap<>(failures),
                        new HashMap<>(issued));
        copy.deadlineMillis = deadlineMillis;
        copy.correctionMillis = correctionMillis;
        copy.closed = closed;
        copy.revision = revision;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SessionBook)) {
            return false;
        }
        SessionBook that = (SessionBook) other;
        return day == that.day
                && drawdowns.equals(that.drawdowns)
                && failures.equals(that.failures)
                && issued.equals(that.issued)
                && deadlineMillis == that.deadlineMillis
                && correctionMillis == that.correctionMillis
                && closed == that.closed
                && revision == that.revision;
    }

    @Override
    public int hashCode() {
        return day;
    }
}
