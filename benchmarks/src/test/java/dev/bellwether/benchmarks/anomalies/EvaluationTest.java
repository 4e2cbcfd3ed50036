// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private final Alarms alarms = new Alarms("one");
    private final Map<String, NavigableSet<Integer>> events =
            Map.of("A", new TreeSet<>(List.of(10, 20, 30, 40)), "B", new TreeSet<>());

    EvaluationTest() {
        alarms.add("A", 5, 9);
        alarms.add("A", 10, 3);
        alarms.add("A", 20, 2);
        alarms.add("A", 21, 1.5);
        alarms.add("A", 31, 1.2);
        alarms.add("B", 50, 4);
        alarms.add("C", 50, 4);
    }

    @Test
    void shouldCountOnTheSessionItself() {
        Evaluation evaluation = new Evaluation(alarms, events, 8, 0);

        assertThat(evaluation.counts().alarms).isEqualTo(5);
        assertThat(evaluation.counts().precision()).isEqualTo(2 / 5.0);
        assertThat(evaluation.counts().recall()).isEqualTo(2 / 4.0);
        assertThat(evaluation.counts().f1()).isCloseTo(4 / 9.0, within(1e-12));
    }

    @Test
    void shouldAllowForTheSessionAfter() {
        Evaluation evaluation = new Evaluation(alarms, events, 8, 1);

        assertThat(evaluation.counts().right).isEqualTo(4);
        assertThat(evaluation.counts().found).isEqualTo(3);
    }

    @Test
    void shouldRankByScore() {
        Evaluation evaluation = new Evaluation(alarms, events, 8, 0);

        assertThat(evaluation.precisionAt(1)).isZero();
        assertThat(evaluation.precisionAt(3)).isEqualTo(2 / 3.0);
        assertThat(evaluation.precisionAt(6)).isNaN();
    }

    @Test
    void shouldGiveAnIntervalAboutTheFigure() {
        double[] interval =
                new Evaluation(alarms, events, 8, 0).interval(Evaluation.Counts::precision);

        // Only B, both, or only A.
        assertThat(interval).containsExactly(0, 0.5);
    }
}
