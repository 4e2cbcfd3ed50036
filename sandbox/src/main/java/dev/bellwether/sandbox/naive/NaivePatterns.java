// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.naive;

import dev.bellwether.model.UsSessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The patterns as plain loops over what happened, in the order of time; the windows do not include
 * their ends. All times in milliseconds.
 */
public final class NaivePatterns {

    private static final UsSessions CALENDAR = new UsSessions();
    private static final Set<String> MOVES = Set.of("PRICE_CHANGE", "RETURN");
    private static final Set<String> SPIKES = Set.of("VOLUME_SPIKE", "VOLUME");
    private static final Set<String> SIGNS = Set.of("PRICE_CHANGE", "RETURN", "GAP", "BAND");

    /** One thing that began, got worse or ended. */
    public static final class Event {
        final String symbol;
        final long millis;
        final int day;
        final String kind;
        final String phase;
        final String direction;

        /**
         * Takes names in capitals, such as {@code RETURN}, {@code ENTERED} and {@code UP}.
         *
         * @param day of the session, since 1970-01-01
         */
        public Event(
                String symbol, long millis, int day, String kind, String phase, String direction) {
            this.symbol = symbol;
            this.millis = millis;
            this.day = day;
            this.kind = kind;
            this.phase = phase;
            this.direction = direction;
        }

        private boolean isMove() {
            return MOVES.contains(kind) && phase.equals("ENTERED") && !direction.equals("NONE");
        }

        private boolean isSpike() {
            return SPIKES.contains(kind) && phase.equals("ENTERED");
        }

        private boolean isOpposite(Event other) {
            return (direction + other.direction).matches("UPDOWN|DOWNUP");
        }

        @Override
        public String toString() {
            return symbol + " " + millis + " " + kind + " " + phase + " " + direction;
        }
    }

    private NaivePatterns() {}

    /** When heavy trading follows a fall, within so many sessions of US equities. */
    public static List<Long> capitulations(List<Event> events, int sessions) {
        List<Long> matches = new ArrayList<>();
        Event fall = null;
        for (Event event : events) {
            if (event.kind.equals("DRAWDOWN")) {
                fall = event.phase.equals("ENTERED") ? event : null;
            } else if (fall != null && event.isSpike()) {
                int between =
                        CALENDAR.between(
                                        LocalDate.ofEpochDay(fall.day + 1L),
                                        LocalDate.ofEpochDay(event.day))
                                .size();
                if (between <= sessions) {
                    matches.add(event.millis);
                    fall = null;
                }
            }
        }
        return matches;
    }

    /** When so many price anomalies of that direction came within a window. */
    public static List<Long> flashMoves(
            List<Event> events, String direction, int least, long window) {
        List<Long> matches = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (Event event : events) {
            if (SIGNS.contains(event.kind)
                    && !event.phase.equals("LEFT")
                    && event.direction.equals(direction)) {
                times.add(event.millis);
                int first = times.size() - least;
                if (first >= 0 && event.millis - times.get(first) < window) {
                    matches.add(event.millis);
                    times.clear();
                }
            }
        }
        return matches;
    }

    /** When a move was followed by its opposite within a window. */
    public static List<Long> reversals(List<Event> events, long window) {
        List<Long> matches = new ArrayList<>();
        Event move = null;
        for (Event event : events) {
            boolean turns = event.isMove() || event.kind.equals("SIGNAL");
            if (move != null
                    && turns
                    && event.isOpposite(move)
                    && event.millis - move.millis < window) {
                matches.add(event.millis);
                move = null;
            } else if (event.isMove()) {
                move = event;
            }
        }
        return matches;
    }

    /** When a move and heavy trading came within a window. */
    public static List<Long> confirmations(List<Event> events, long window) {
        List<Long> matches = new ArrayList<>();
        Event first = null;
        for (Event event : events) {
            if (!event.isMove() && !event.isSpike()) {
                continue;
            }
            if (first != null
                    && first.isMove() != event.isMove()
                    && event.millis - first.millis < window) {
                matches.add(event.millis);
                first = null;
            } else {
                first = event;
            }
        }
        return matches;
    }

    /** First match and end of each pattern that is over when it was not found for so long. */
    public static List<long[]> held(List<Long> matches, long hold) {
        List<long[]> spans = new ArrayList<>();
        for (long match : matches) {
            if (spans.isEmpty() || match >= spans.get(spans.size() - 1)[1]) {
                spans.add(new long[] {match, match + hold});
            } else {
                spans.get(spans.size() - 1)[1] = match + hold;
            }
        }
        return spans;
    }

    /**
     * Beginnings and ends, in turn, of a market in which many symbols fell: at least so many, and
     * at least that fraction of all that were heard of.
     */
    public static List<Long> stresses(
            List<Event> events, int symbols, double fraction, double leave, long window) {
        TreeMap<Long, List<Event>> byTime = new TreeMap<>();
        for (Event event : events) {
            byTime.computeIfAbsent(event.millis, t -> new ArrayList<>()).add(event);
            if (event.phase.equals("ENTERED")) {
                byTime.computeIfAbsent(event.millis + window, t -> new ArrayList<>());
            }
        }
        List<Long> turns = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Map<String, Long> fallen = new HashMap<>();
        byTime.forEach(
                (time, together) -> {
                    for (Event event : together) {
                        known.add(event.symbol);
                        fallen.remove(event.symbol);
                        if (event.phase.equals("ENTERED")) {
                            fallen.put(event.symbol, time);
                        }
                    }
                    fallen.values().removeIf(since -> time - since >= window);
                    double least = Math.max(symbols, fraction * known.size());
                    boolean on = turns.size() % 2 == 1;
                    if (on ? fallen.size() < leave * least : fallen.size() >= least) {
                        turns.add(time);
                    }
                });
        return turns;
    }
}
