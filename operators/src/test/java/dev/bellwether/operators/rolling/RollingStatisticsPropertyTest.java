// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static dev.bellwether.operators.rolling.AnalyticsAssert.assertSameStatistics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.rolling.RollingStatistics.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Every statistic, after every quote, against a naive recomputation over the whole series. */
class RollingStatisticsPropertyTest {

    private final RollingStatistics statistics = new RollingStatistics(Observation.NEW_YORK);

    @Property(tries = 1500, seed = "42", shrinking = ShrinkingMode.BOUNDED)
    void shouldAgreeWithNaiveRecomputation(
            @ForAll @IntRange(min = 2, max = 60) int window, @ForAll("series") Series series)
            throws IllegalAccessException {
        check(window, series.observations(200));
    }

    @Property(tries = 20, seed = "43", shrinking = ShrinkingMode.OFF)
    void shouldAgreeWithNaiveRecomputationAtTheLargestWindow(@ForAll("series") Series series)
            throws IllegalAccessException {
        check(500, series.observations(1_300));
    }

    @Property(tries = 100, seed = "44", shrinking = ShrinkingMode.BOUNDED)
    void shouldGoOnBitForBitAfterSerialization(
            @ForAll @IntRange(min = 2, max = 60) int window, @ForAll("series") Series series)
            throws IOException {
        RollingWindowSerializer serializer = new RollingWindowSerializer();
        RollingWindow kept = new RollingWindow(window);
        RollingWindow stored = new RollingWindow(window);
        for (Observation observation : series.observations(150)) {
            Quote quote = observation.quote("S");
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            serializer.serialize(stored, bytes);
            stored = serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
            statistics.accept(kept, quote);
            statistics.accept(stored, quote);
            assertThat(statistics.describe(stored, quote))
                    .isEqualTo(statistics.describe(kept, quote));
            assertThat(statistics.describe(kept.copy(), quote))
                    .isEqualTo(statistics.describe(kept, quote));
        }
    }

    @Property(tries = 1000, seed = "45", shrinking = ShrinkingMode.BOUNDED)
    void shouldCountLateQuotesAsIfTheyHadComeInOrder(
            @ForAll @IntRange(min = 2, max = 40) int window,
            @ForAll @IntRange(min = 1, max = 12) int disorder,
            @ForAll boolean oneQuotePerSession,
            @ForAll Random random)
            throws IllegalAccessException {
        List<Observation> inOrder = steadySeries(80, oneQuotePerSession, random);
        List<Observation> arrival = shuffledWithin(disorder, inOrder, random);
        RollingWindow rolling = new RollingWindow(window);
        long newest = Long.MIN_VALUE;
        for (Observation observation : arrival) {
            Outcome outcome = statistics.accept(rolling, observation.quote("S"));
            boolean late = observation.time < newest;
            newest = Math.max(newest, observation.time);
            assertThat(outcome == Outcome.APPENDED).isEqualTo(!late);
        }
        Observation last = new Observation(newest + Observation.MINUTE, 123.45, Double.NaN);
        inOrder.add(last);
        statistics.accept(rolling, last.quote("S"));

        SymbolAnalytics actual = statistics.describe(rolling, last.quote("S"));

        assertSameStatistics(actual, NaiveStatistics.after(inOrder, window), "the end");
    }

    /** Prices as of one merged series, volumes of one feed at a time. */
    @Property(tries = 600, seed = "46", shrinking = ShrinkingMode.BOUNDED)
    void shouldNotMixFeedsThatAlternate(
            @ForAll @IntRange(min = 2, max = 40) int window,
            @ForAll("series") Series bavest,
            @ForAll("series") Series kinesis,
            @ForAll @IntRange(min = 0, max = 30) int oneOf,
            @ForAll Random random)
            throws IllegalAccessException {
        List<Observation> one = bavest.observations(150);
        List<Observation> other = kinesis.observations(150);
        List<Observation> merged = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            Observation a = one.get(i);
            Observation b = other.get(i);
            boolean second = random.nextInt(31) < oneOf;
            merged.add(
                    second
                            ? new Observation(a.time, b.price, b.dayVolume / 100, "kinesis")
                            : new Observation(a.time, a.price, a.dayVolume, "bavest"));
        }
        check(window, merged);
    }

    @Property(tries = 500, seed = "47", shrinking = ShrinkingMode.BOUNDED)
    void shouldCountALaggingFeedAsIfItHadComeInOrder(
            @ForAll @IntRange(min = 2, max = 40) int window,
            @ForAll @IntRange(min = 1, max = 12) int disorder,
            @ForAll Random random)
            throws IllegalAccessException {
        List<Observation> bavest = steadySeries(60, false, random);
        List<Observation> inOrder = new ArrayList<>();
        for (Observation observation : bavest) {
            inOrder.add(observation);
            inOrder.add(
                    new Observation(
                            observation.time + 1_000,
                            observation.price + 0.01,
                            Math.rint(observation.dayVolume / 100),
                            "kinesis"));
        }
        // The first two of one feed come first and in order, so that it gives the volumes.
        List<Observation> arrival = new ArrayList<>(List.of(inOrder.get(0), inOrder.get(2)));
        List<Observation> rest = new ArrayList<>(inOrder);
        rest.removeAll(arrival);
        arrival.addAll(shuffledWithin(disorder, rest, random));
        RollingWindow rolling = new RollingWindow(window);
        for (Observation observation : arrival) {
            statistics.accept(rolling, observation.quote("S"));
        }
        Observation last =
                new Observation(
                        inOrder.get(inOrder.size() - 1).time + Observation.MINUTE,
                        123.45,
                        Double.NaN);
        inOrder.add(last);
        statistics.accept(rolling, last.quote("S"));

        assertSameStatistics(
                statistics.describe(rolling, last.quote("S")),
                NaiveStatistics.after(inOrder, window),
                "the end");
    }

    private void check(int window, List<Observation> series) throws IllegalAccessException {
        RollingWindow rolling = new RollingWindow(window);
        List<Observation> usable = new ArrayList<>();
        for (Observation observation : series) {
            Quote quote = observation.quote("S");
            Outcome outcome = statistics.accept(rolling, quote);
            if (!(observation.price > 0)) {
                assertThat(outcome).isEqualTo(Outcome.UNUSABLE);
                continue;
            }
            usable.add(observation);
            assertThat(outcome).isEqualTo(Outcome.APPENDED);
            assertSameStatistics(
                    statistics.describe(rolling, quote),
                    NaiveStatistics.after(usable, window),
                    "observation " + usable.size() + ", window " + window);
        }
    }

    /** What a series is made of; the points follow from the seed. */
    static final class Series {

        private final PriceKind prices;
        private final VolumeKind volumes;
        private final int minutesApart;
        private final long seed;

        Series(PriceKind prices, VolumeKind volumes, int minutesApart, long seed) {
            this.prices = prices;
            this.volumes = volumes;
            this.minutesApart = minutesApart;
            this.seed = seed;
        }

        List<Observation> observations(int count) {
            Random random = new Random(seed);
            List<Observation> series = new ArrayList<>(count);
            double price = 100;
            double dayVolume = 0;
            long time = Observation.OPENING;
            for (int i = 0; i < count; i++) {
                price = prices.next(price, random);
                dayVolume = volumes.next(dayVolume, random);
                boolean gap = volumes == VolumeKind.GAPS && random.nextInt(4) == 0;
                boolean unpriced = prices == PriceKind.HOLES && random.nextInt(6) == 0;
                series.add(
                        new Observation(
                                time,
                                unpriced ? (random.nextBoolean() ? 0 : Double.NaN) : price,
                                gap ? Double.NaN : dayVolume));
                long before = time / Observation.DAY;
                time += random.nextInt(2 * minutesApart) * Observation.MINUTE;
                if (time / Observation.DAY != before) {
                    dayVolume = 0;
                }
            }
            return series;
        }

        @Override
        public String toString() {
            return prices + ", " + volumes + ", " + minutesApart + " min, seed " + seed;
        }
    }

    enum PriceKind {
        WALK {
            @Override
            double next(double price, Random random) {
                double moved = price * Math.exp(0.02 * random.nextGaussian());
                return Math.max(0.01, Math.rint(moved * 100) / 100);
            }
        },
        HOLES {
            @Override
            double next(double price, Random random) {
                return WALK.next(price, random);
            }
        },
        TIES {
            @Override
            double next(double price, Random random) {
                return 10 + random.nextInt(3);
            }
        },
        CONSTANT {
            @Override
            double next(double price, Random random) {
                return 0.1;
            }
        },
        STEPS {
            @Override
            double next(double price, Random random) {
                return random.nextInt(40) == 0 ? 1 + random.nextInt(1_000) : price;
            }
        },
        HUGE_OFFSET {
            @Override
            double next(double price, Random random) {
                return 1e9 + random.nextInt(1_000) / 1_024.0;
            }
        },
        SPIKES {
            @Override
            double next(double price, Random random) {
                return random.nextInt(25) == 0 ? 1e8 : 5 + random.nextDouble();
            }
        };

        abstract double next(double price, Random random);
    }

    enum VolumeKind {
        STEADY {
            @Override
            double next(double volume, Random random) {
                return volume + random.nextInt(10_000);
            }
        },
        GAPS {
            @Override
            double next(double volume, Random random) {
                return volume + random.nextInt(3) * 100;
            }
        },
        ZERO {
            @Override
            double next(double volume, Random random) {
                return 0;
            }
        },
        FRACTIONS {
            @Override
            double next(double volume, Random random) {
                return volume + random.nextDouble();
            }
        },
        CORRECTED {
            @Override
            double next(double volume, Random random) {
                return random.nextInt(5) == 0 ? volume / 2 : volume + random.nextInt(1_000);
            }
        },
        BLOCKS {
            @Override
            double next(double volume, Random random) {
                return volume + (random.nextInt(20) == 0 ? 1_000_000_000L : random.nextInt(900));
            }
        };

        abstract double next(double volume, Random random);
    }

    @Provide
    Arbitrary<Series> series() {
        return Combinators.combine(
                        Arbitraries.of(PriceKind.class),
                        Arbitraries.of(VolumeKind.class),
                        Arbitraries.of(1, 60, 1_440),
                        Arbitraries.longs())
                .as(Series::new);
    }

    private static List<Observation> steadySeries(
            int count, boolean oneQuotePerSession, Random random) {
        List<Observation> series = new ArrayList<>();
        double price = 50;
        double dayVolume = 0;
        for (int i = 0; i < count; i++) {
            price = PriceKind.WALK.next(price, random);
            double interval = random.nextInt(1_000);
            dayVolume = oneQuotePerSession ? interval : dayVolume + interval;
            long apart = oneQuotePerSession ? Observation.DAY : Observation.MINUTE;
            series.add(new Observation(Observation.OPENING + i * apart, price, dayVolume));
        }
        return series;
    }

    /** Each observation arrives at most so many places after its own. */
    private static List<Observation> shuffledWithin(
            int places, List<Observation> inOrder, Random random) {
        double[] arrivals = new double[inOrder.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = i + random.nextDouble() * places;
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> arrivals[i]));
        List<Observation> arrival = new ArrayList<>();
        order.forEach(i -> arrival.add(inOrder.get(i)));
        return arrival;
    }
}
