// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Alarms against events. An alarm is right if it is on an event's session or at most {@code
 * tolerance} sessions after it; an event is found if there is such an alarm. Several alarms for one
 * event are all right, and find it once.
 */
final class Evaluation {

    /** Of one symbol, or of several added up. */
    static final class Counts {

        int alarms;
        int right;
        int events;
        int found;

        void add(Counts other) {
            alarms += other.alarms;
            right += other.right;
            events += other.events;
            found += other.found;
        }

        /** Right alarms of all alarms; {@code NaN} without any. */
        double precision() {
            return (double) right / alarms;
        }

        /** Events found of all events. */
        double recall() {
            return (double) found / events;
        }

        /** Harmonic mean of both; 0 if nothing was found. */
        double f1() {
            return found == 0 ? 0 : 2 / (1 / precision() + 1 / recall());
        }
    }

    private static final int RESAMPLES = 2_000;

    private final List<Counts> bySymbol = new ArrayList<>();
    private final List<double[]> ranked = new ArrayList<>();
    private final Counts all = new Counts();

    Evaluation(Alarms alarms, Map<String, NavigableSet<Integer>> events, int first, int tolerance) {
        events.forEach(
                (symbol, sessions) -> {
                    NavigableMap<Integer, Double> scores = alarms.of(symbol).tailMap(first, true);
                    Counts counts = new Counts();
                    counts.alarms = scores.size();
                    counts.events = sessions.size();
                    scores.forEach(
                            (session, score) -> {
                                Integer event = sessions.floor(session);
                                boolean right = event != null && session - event <= tolerance;
                                counts.right += right ? 1 : 0;
                                ranked.add(new double[] {score, right ? 1 : 0});
                            });
                    for (int session : sessions) {
                        Integer alarm = scores.ceilingKey(session);
                        counts.found += alarm != null && alarm - session <= tolerance ? 1 : 0;
                    }
                    bySymbol.add(counts);
                    all.add(counts);
                });
        ranked.sort(Comparator.comparingDouble((double[] one) -> -one[0]));
    }

    Counts counts() {
        return all;
    }

    /** Precision of the k alarms with the highest scores; {@code NaN} with fewer alarms. */
    double precisionAt(int k) {
        return ranked.size() < k
                ? Double.NaN
                : ranked.subList(0, k).stream().mapToDouble(one -> one[1]).sum() / k;
    }

    /**
     * The 95 % interval of a figure over resamples of the symbols (percentile bootstrap, {@value
     * #RESAMPLES} resamples, a fixed seed): alarms of one symbol are not independent.
     */
    double[] interval(ToDoubleFunction<Counts> figure) {
        Random random = new Random(1);
        double[] figures = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            Counts counts = new Counts();
            for (int k = 0; k < bySymbol.size(); k++) {
                counts.add(bySymbol.get(random.nextInt(bySymbol.size())));
            }
            figures[i] = figure.applyAsDouble(counts);
        }
        List<Double> known =
                Arrays.stream(figures)
                        .filter(Double::isFinite)
                        .sorted()
                        .boxed()
                        .collect(Collectors.toList());
        return new double[] {
            known.get((int) (0.025 * known.size())), known.get((int) (0.975 * known.size()))
        };
    }
}
