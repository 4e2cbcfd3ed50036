// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static dev.bellwether.operators.bars.Observations.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.Bar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BarAggregateTest {

    private static final double UNKNOWN = Double.NaN;

    private static Bar barOf(Observation... observations) {
        BarAccumulator accumulator = new BarAccumulator();
        for (Observation observation : observations) {
            accumulator = BarAggregate.add(observation, accumulator);
        }
        return BarAggregate.result(accumulator);
    }

    @Test
    void shouldOpenAndCloseByEventTimeWhateverTheOrderOfArrival() {
        Bar bar =
                barOf(
                        observation(20, 11, 5),
                        observation(40, 13, 10),
                        observation(10, 12, 0),
                        observation(30, 9, 0));

        Bar expected = new Bar();
        expected.symbol = "SPY";
        expected.feed = "test";
        expected.currency = "USD";
        expected.open = 12;
        expected.high = 13;
        expected.low = 9;
        expected.close = 13;
        expected.trades = 4;
        expected.meanPrice = 11.25;
        expected.volume = 15;
        expected.vwap = (5 * 11 + 10 * 13) / 15.0;
        expected.maxIntervalVolume = 10;
        expected.meanIntervalVolume = 3.75;
        assertThat(bar).isEqualTo(expected);
    }

    @Test
    void shouldLetTheFirstArrivedOpenAndTheLastArrivedCloseAtEqualTimes() {
        Bar bar = barOf(observation(10, 1, 0), observation(10, 3, 0), observation(10, 2, 0));

        assertThat(bar.open).isEqualTo(1);
        assertThat(bar.close).isEqualTo(2);
    }

    @Test
    void shouldNotInventAVolumeThatTheFeedDoesNotReport() {
        Bar bar = barOf(observation(10, 1, UNKNOWN), observation(20, 2, UNKNOWN));

        assertThat(bar.volume).isNaN();
        assertThat(bar.vwap).isNaN();
        assertThat(bar.maxIntervalVolume).isNaN();
        assertThat(bar.meanIntervalVolume).isNaN();
        assertThat(bar.meanPrice).isEqualTo(1.5);
    }

    @Test
    void shouldHaveNoVwapWhenNothingWasTraded() {
        Bar bar = barOf(observation(10, 1, 0), observation(20, 2, 0));

        assertThat(bar.volume).isZero();
        assertThat(bar.vwap).isNaN();
    }

    @Test
    void shouldRescaleWhatCameBeforeASplit() {
        Observation split = observation(30, 51, 20);
        split.adjustmentFactor = 0.5;

        Bar bar = barOf(observation(10, 100, 10), observation(20, 104, 30), split);

        assertThat(bar.open).isEqualTo(50);
        assertThat(bar.high).isEqualTo(52);
        assertThat(bar.low).isEqualTo(50);
        assertThat(bar.close).isEqualTo(51);
        assertThat(bar.meanPrice).isEqualTo(51);
        assertThat(bar.volume).isEqualTo(100);
        assertThat(bar.maxIntervalVolume).isEqualTo(60);
        assertThat(bar.vwap).isCloseTo((50 * 20 + 52 * 60 + 51 * 20) / 100.0, within(1e-12));
    }

    @Test
    void shouldStartAnewWhereHistoryIsNotComparable() {
        Observation other = observation(30, 7, 1);
        other.adjustmentFactor = Double.NaN;

        Bar bar = barOf(observation(10, 100, 10), other);

        assertThat(bar.open).isEqualTo(7);
        assertThat(bar.high).isEqualTo(7);
        assertThat(bar.trades).isEqualTo(1);
        assertThat(bar.volume).isEqualTo(1);
    }

    @Property(tries = 300)
    void shouldEqualANaiveRecomputationInAnyOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            observations.add(
                    observation(
                            // Distinct times, shuffled.
                            1000L * i + random.nextInt(1000),
                            50 + random.nextInt(5000) / 100.0,
                            random.nextInt(4) == 0 ? UNKNOWN : random.nextInt(1000)));
        }
        List<Observation> sorted = new ArrayList<>(observations);
        sorted.sort(Comparator.comparingLong(o -> o.eventTimeMillis));
        Collections.shuffle(observations, random);

        Bar bar = barOf(observations.toArray(new Observation[0]));

        assertEqualsNaive(bar, sorted);
    }

    private static void assertEqualsNaive(Bar bar, List<Observation> sorted) {
        DoubleSummaryStatistics prices =
                sorted.stream().collect(Collectors.summarizingDouble(o -> o.price));
        List<Observation> traded =
                sorted.stream()
                        .filter(o -> !Double.isNaN(o.intervalVolume))
                        .collect(Collectors.toList());
        DoubleSummaryStatistics volumes =
                traded.stream().collect(Collectors.summarizingDouble(o -> o.intervalVolume));
        assertThat(bar.open).isEqualTo(sorted.get(0).price);
        assertThat(bar.close).isEqualTo(sorted.get(sorted.size() - 1).price);
        assertThat(bar.high).isEqualTo(prices.getMax());
        assertThat(bar.low).isEqualTo(prices.getMin());
        assertThat(bar.meanPrice).isCloseTo(prices.getAverage(), within(1e-9));
        assertThat(bar.trades).isEqualTo(sorted.size());
        if (traded.isEmpty()) {
            assertThat(bar.volume).isNaN();
            return;
        }
        assertThat(bar.volume).isEqualTo(volumes.getSum());
        assertThat(bar.maxIntervalVolume).isEqualTo(volumes.getMax());
        assertThat(bar.meanIntervalVolume).isCloseTo(volumes.getAverage(), within(1e-9));
        if (volumes.getSum() > 0) {
            double weighted =
                    traded.stream().mapToDouble(o -> o.price * o.intervalVolume).sum()
                            / volumes.getSum();
            assertThat(bar.vwap).isCloseTo(weighted, within(1e-9));
        }
    }
}
