// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** When one detector raised an alarm, by symbol and number of the session, and how far it was. */
final class Alarms {

    final String detector;
    final Map<String, NavigableMap<Integer, Double>> scores = new TreeMap<>();

    Alarms(String detector) {
        this.detector = detector;
    }

    /** Of several on one session the highest score counts. */
    void add(String symbol, int session, double score) {
        scores.computeIfAbsent(symbol, key -> new TreeMap<>()).merge(session, score, Math::max);
    }

    NavigableMap<Integer, Double> of(String symbol) {
        return scores.getOrDefault(symbol, new TreeMap<>());
    }
}
