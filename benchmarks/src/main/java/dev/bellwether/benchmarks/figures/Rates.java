// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.figures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One contender's rates at one size, a rate per round. */
public final class Rates {

    private final List<Double> rounds = new ArrayList<>();

    public void add(double perSecond) {
        rounds.add(perSecond);
    }

    public boolean isEmpty() {
        return rounds.isEmpty();
    }

    public double median() {
        return median(rounds);
    }

    public double lowest() {
        return Collections.min(rounds);
    }

    public double highest() {
        return Collections.max(rounds);
    }

    /** This contender's rate over the other's, round by round. */
    public Rates over(Rates other) {
        Rates ratios = new Rates();
        for (int round = 0; round < rounds.size(); round++) {
            ratios.add(rounds.get(round) / other.rounds.get(round));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
