// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alarms out of what the operators gave, and those of a plain z-score beside them. */
final class Detectors {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** As the history of the robust deviations. */
    private static final int HISTORY = 100;

    private static final int LEAST_HISTORY = 20;
    private static final double LIMIT = 3;

    private Detectors() {}

    /** Each beginning or worsening of one of these kinds. */
    static Alarms transitions(String name, List<SymbolFact> facts, Set<AnomalyKind> kinds) {
        Alarms alarms = new Alarms(name);
        for (SymbolFact fact : facts) {
            for (Anomaly anomaly : fact.anomalies) {
                if (kinds.contains(anomaly.kind) && anomaly.phase != AnomalyPhase.LEFT) {
                    alarms.add(fact.symbol, session(fact), anomaly.score);
                }
            }
        }
        return alarms;
    }

    /**
     * The rule of the replaced program, which it asks anew at each quote: change over the window
     * beyond 10 % or volume beyond 5 times its mean.
     */
    static Alarms replacedRule(String name, List<SymbolFact> facts) {
        Alarms alarms = new Alarms(name);
        for (SymbolFact fact : facts) {
            double change = Math.abs(fact.analyzed.analytics.priceChangePercent) / 10;
            double volume = fact.analyzed.analytics.volumeRatio / 5;
            // Not Math.max, to which an unknown one would make both unknown.
            double score = volume > change || Double.isNaN(change) ? volume : change;
            if (score > 1) {
                alarms.add(fact.symbol, session(fact), score);
            }
        }
        return alarms;
    }

    /**
     * Log return or volume more than three sample standard deviations from the mean of the 100
     * before.
     */
    static Alarms zScore(String name, List<SymbolFact> facts) {
        Alarms alarms = new Alarms(name);
        Map<String, ArrayDeque<Double>> returns = new HashMap<>();
        Map<String, ArrayDeque<Double>> volumes = new HashMap<>();
        Map<String, Double> prices = new HashMap<>();
        for (SymbolFact fact : facts) {
            double price = fact.analyzed.quote.price;
            double before = prices.getOrDefault(fact.symbol, Double.NaN);
            prices.put(fact.symbol, price);
            double ofReturn = z(returns, fact.symbol, Math.log(price / before));
            double ofVolume = z(volumes, fact.symbol, fact.analyzed.quote.dayVolume);
            double score = Math.max(Math.abs(ofReturn), Math.abs(ofVolume)) / LIMIT;
            if (score > 1) {
                alarms.add(fact.symbol, session(fact), score);
            }
        }
        return alarms;
    }

    /** Against those before; 0 if they are too few. Takes the value into them. */
    private static double z(Map<String, ArrayDeque<Double>> all, String symbol, double value) {
        if (!Double.isFinite(value)) {
            return 0;
        }
        ArrayDeque<Double> before = all.computeIfAbsent(symbol, key -> new ArrayDeque<>());
        double z = 0;
        if (before.size() >= LEAST_HISTORY) {
            double mean = before.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            double squares = before.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
            z = (value - mean) / Math.sqrt(squares / (before.size() - 1));
        }
        before.addLast(value);
        if (before.size() > HISTORY) {
            before.removeFirst();
        }
        return z;
    }

    static Set<AnomalyKind> kinds(AnomalyKind first, AnomalyKind... others) {
        return EnumSet.of(first, others);
    }

    private static int session(SymbolFact fact) {
        Instant time = Instant.ofEpochMilli(fact.analyzed.quote.eventTimeMillis);
        return Recordings.load().sessionOnOrAfter(time.atZone(NEW_YORK).toLocalDate());
    }
}
