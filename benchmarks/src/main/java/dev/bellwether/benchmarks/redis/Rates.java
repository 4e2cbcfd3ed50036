// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One contender's rates at one size, a rate per round. */
final class Rates {

    private final List<Double> rounds = new ArrayList<>();

    void add(double perSecond) {
        rounds.add(perSecond);
    }

    double median() {
        return median(rounds);
    }

    double lowest() {
        return Collections.min(rounds);
    }

    double highest() {
        return Collections.max(rounds);
    }

    /** This contender's rate over the other's, round by round. */
    Rates over(Rates other) {
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
