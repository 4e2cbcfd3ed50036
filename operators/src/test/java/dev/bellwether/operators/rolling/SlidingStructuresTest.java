// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlidingStructuresTest {

    @Property(tries = 500, seed = "7")
    void shouldKeepTheMedianUnderAnyAdditionRemovalAndReplacement(
            @ForAll @IntRange(min = 1, max = 70) int limit,
            @ForAll @IntRange(min = 1, max = 1_000) int distinct,
            @ForAll Random random) {
        double[] values = new double[limit + 1];
        SlidingMedian median = new SlidingMedian(values, limit);
        List<Integer> held = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int slot = 0; slot <= limit; slot++) {
            free.add(slot);
        }
        for (int step = 0; step < 300; step++) {
            int choice = random.nextInt(3);
            if (choice == 0 && held.size() < limit) {
                int slot = free.remove(random.nextInt(free.size()));
                values[slot] = random.nextInt(distinct);
                median.add(slot);
                held.add(slot);
            } else if (choice == 1 && !held.isEmpty()) {
                int slot = held.remove(random.nextInt(held.size()));
                median.remove(slot);
                free.add(slot);
            } else if (!held.isEmpty()) {
                int leaving = held.remove(random.nextInt(held.size()));
                int entering = free.remove(random.nextInt(free.size()));
                values[entering] = random.nextInt(distinct);
                median.replace(leaving, entering);
                free.add(leaving);
                held.add(entering);
            }
            assertThat(median.count()).isEqualTo(held.size());
            double expected = naiveMedian(held, values);
            assertThat(Double.compare(median.median(), expected)).isZero();
        }
    }

    private static double naiveMedian(List<Integer> slots, double[] values) {
        double[] sorted = slots.stream().mapToDouble(slot -> values[slot]).sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    @Test
    void shouldNotDriftOnAHugeOffsetWithSmallDeviations() {
        double[] ring = new double[20];
        SlidingMoments moments = new SlidingMoments();
        for (int i = 0; i < 1_000_000; i++) {
            double value = 1e9 + (i * 7_919L % 1_000) / 1_024.0;
            if (i < 20) {
                moments.add(value);
            } else {
                moments.replace(ring[i % 20], value);
            }
            ring[i % 20] = value;
        }

        assertThat(moments.sampleDeviation() / exactDeviation(ring)).isCloseTo(1, within(1e-9));
        assertThat(moments.mean()).isCloseTo(exactMean(ring), within(1e-6));
    }

    @Test
    void shouldAskForAnExactComputationWhenASpikeHasLeft() {
        SlidingMoments moments = new SlidingMoments();
        moments.add(1);
        moments.add(2);
        moments.add(4);
        assertThat(moments.isExhausted()).isFalse();
        moments.replace(4, 1e9);
        assertThat(moments.isExhausted()).isFalse();

        moments.replace(1e9, 3);

        assertThat(moments.isExhausted()).isTrue();
        moments.startExact(1);
        moments.gather(1);
        moments.gather(2);
        moments.gather(3);
        moments.gatherSquare(1);
        moments.gatherSquare(2);
        moments.gatherSquare(3);
        assertThat(moments.isExhausted()).isFalse();
        assertThat(moments.sampleDeviation()).isEqualTo(1);
        assertThat(moments.total()).isEqualTo(6);
    }

    private static double exactMean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value - 1e9;
        }
        return 1e9 + sum / values.length;
    }

    private static double exactDeviation(double[] values) {
        double mean = exactMean(values) - 1e9;
        double squares = 0;
        for (double value : values) {
            squares += (value - 1e9 - mean) * (value - 1e9 - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
