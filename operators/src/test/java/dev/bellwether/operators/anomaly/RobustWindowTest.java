// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RobustWindowTest {

    /** Values that repeat, so that a window holds many of the same. */
    @Property(tries = 200)
    void shouldEqualASort(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int capacity) {
        Random random = new Random(seed);
        RobustWindow window = new RobustWindow(capacity);
        Deque<Double> plain = new ArrayDeque<>();
        for (int i = 0; i < 3 * capacity; i++) {
            double value = random.nextBoolean() ? random.nextInt(5) : random.nextGaussian();
            window.append(value);
            plain.addLast(value);
            if (plain.size() > capacity) {
                plain.removeFirst();
            }
            double median = median(plain.stream().mapToDouble(v -> v));
            double mad = median(plain.stream().mapToDouble(v -> Math.abs(v - median)));
            assertThat(window.median()).isEqualTo(median);
            assertThat(window.medianAbsoluteDeviation()).isEqualTo(mad);
            assertThat(window.back(0)).isEqualTo(value);
        }
        assertThat(window.size()).isEqualTo(capacity);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** R: x <- c(1,2,3,4,100); (100 - median(x)) / mad(x) gives 65.4256. */
    @Test
    void shouldMeasureAsRDoes() {
        RobustWindow window = new RobustWindow(5);
        DoubleStream.of(1, 2, 3, 4, 100).forEach(window::append);

        assertThat(window.deviations(100, 0)).isCloseTo(65.4256, within(1e-3));
        assertThat(window.deviations(100, 97)).isEqualTo(1);
    }

    @Test
    void shouldKeepTheNewestWhenItShrinks() {
        RobustWindow window = new RobustWindow(5);
        DoubleStream.of(1, 2, 3, 4, 5, 6).forEach(window::append);

        RobustWindow smaller = window.resizedTo(3);

        assertThat(smaller.median()).isEqualTo(5);
        smaller.append(10);
        assertThat(smaller.median()).isEqualTo(6);
    }
}
