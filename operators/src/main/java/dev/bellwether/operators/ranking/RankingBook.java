// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import dev.bellwether.model.SessionSummary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sessions that are open or may be corrected, and a line for each of those before. */
final class RankingBook {

    /** By day. */
    final TreeMap<Integer, SessionBook> sessions = new TreeMap<>();

    /** By day; one for each session that was ranked, as far as the history goes back. */
    final TreeMap<Integer, SessionSummary> summaries = new TreeMap<>();

    /** The newest day that was dropped: what is not newer can no longer be corrected. */
    int droppedDay = Integer.MIN_VALUE;

    /** The last session before that day that was ranked; {@code null} if there is none. */
    SessionBook rankedBefore(int day) {
        for (SessionBook book : sessions.headMap(day, false).descendingMap().values()) {
            if (!book.issued.isEmpty()) {
                return book;
            }
        }
        return null;
    }

    /** The summaries before that day, newest first. */
    SessionSummary[] summariesBefore(int day, int atMost) {
        List<SessionSummary> history = new ArrayList<>();
        for (SessionSummary summary : summaries.headMap(day, false).descendingMap().values()) {
            if (history.size() == atMost) {
                break;
            }
            history.add(summary);
        }
        return history.toArray(new SessionSummary[0]);
    }

    /** Drops the oldest of the closed sessions and summaries, beyond so many. */
    void prune(int keepSessions, int keepSummaries) {
        long closed = sessions.values().stream().filter(book -> book.closed).count();
        Iterator<Map.Entry<Integer, SessionBook>> oldestFirst = sessions.entrySet().iterator();
        while (closed > keepSessions) {
            Map.Entry<Integer, SessionBook> oldest = oldestFirst.next();
            if (oldest.getValue().closed && !oldest.getValue().isCorrectionDue()) {
                oldestFirst.remove();
                droppedDay = Math.max(droppedDay, oldest.getKey());
            }
            if (oldest.getValue().closed) {
                closed--;
            }
        }
        while (summaries.size() > keepSummaries) {
            summaries.pollFirstEntry();
        }
    }

    RankingBook copy() {
        RankingBook copy = new RankingBook();
        sessions.forEach((day, book) -> copy.sessions.put(day, book.copy()));
        copy.summaries.putAll(summaries);
        copy.droppedDay = droppedDay;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RankingBook
                && sessions.equals(((RankingBook) other).sessions)
                && summaries.equals(((RankingBook) other).summaries)
                && droppedDay == ((RankingBook) other).droppedDay;
    }

    @Override
    public int hashCode() {
        return sessions.keySet().hashCode();
    }
}
