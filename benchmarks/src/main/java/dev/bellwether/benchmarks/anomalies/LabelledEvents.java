// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import dev.bellwether.sandbox.recordings.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sessions of which it is public record that the market learned something: when quarterly results
 * were released and a few pieces of news, see {@code events.csv}. What is released after the close
 * or at a weekend belongs to the next session.
 */
final class LabelledEvents {

    /** One line of the file. */
    static final class Event {

        final String symbol;
        final LocalDate released;
        final String timing;
        final LocalDate reaction;
        final String kind;

        Event(String[] columns) {
            symbol = columns[0];
            released = LocalDate.parse(columns[1]);
            timing = columns[2];
            reaction = LocalDate.parse(columns[3]);
            kind = columns[4];
        }
    }

    private LabelledEvents() {}

    static List<Event> all() throws IOException {
        List<Event> events = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                LabelledEvents.class.getResourceAsStream("events.csv"),
                                StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                events.add(new Event(line.split(",", -1)));
            }
        }
        return events;
    }

    /** By symbol: the numbers of the sessions, from the first that counts on. */
    static Map<String, NavigableSet<Integer>> sessions(List<Event> events, int first) {
        Recordings recordings = Recordings.load();
        Map<String, NavigableSet<Integer>> sessions = new TreeMap<>();
        for (Event event : events) {
            int session = recordings.sessionOnOrAfter(event.reaction);
            NavigableSet<Integer> ofSymbol =
                    sessions.computeIfAbsent(event.symbol, symbol -> new TreeSet<>());
            if (session >= first) {
                ofSymbol.add(session);
            }
        }
        return sessions;
    }
}
