// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForestDetectorTest {

    /** 20 to measure by, a quarter of 128, 20 scores. */
    private static final int WARM = 72;

    private static final String[] SYMBOLS = {
        "AAPL", "JPM", "XOM", "KO", "GE", "NVDA", "WMT", "T", "CAT", "PFE"
    };

    private final Configuration options = new Configuration();
    private AnomalyState state = new AnomalyState(100);
    private ForestState forest = new ForestState(100);
    private final List<Anomaly> found = new ArrayList<>();

    /** Of days that were as they are here in ten stocks, one in each quarter of each year. */
    @ParameterizedTest
    @CsvSource({
        // a fall
        "-15, 4, 4",
        // a price that moves by nothing on a day of wild trading
        "0, 6, 8",
    })
    void shouldFindWhatIsPlantedInRecordedSessions(double percent, double volume, double range) {
        int planted = 0;
        int hits = 0;
        for (String symbol : SYMBOLS) {
            List<AnalyzedQuote> quotes = RecordedQuotes.of(symbol);
            for (int at = 150; at < quotes.size(); at += 63) {
                begin();
                feed(quotes.subList(0, at));
                feed(planted(quotes.get(at), quotes.subList(at - 20, at), percent, volume, range));
                planted++;
                hits += told(AnomalyPhase.ENTERED, AnomalyPhase.WORSENED) ? 1 : 0;
            }
        }
        assertThat(planted).isEqualTo(100);
        assertThat(hits).isGreaterThanOrEqualTo(90);
    }

    @Test
    void shouldBeQuietOtherwise() {
        int observations = 0;
        int begun = 0;
        for (String symbol : SYMBOLS) {
            begin();
            for (AnalyzedQuote quote : RecordedQuotes.of(symbol)) {
                feed(quote);
                observations++;
                begun += told(AnomalyPhase.ENTERED) ? 1 : 0;
            }
        }
        assertThat(begun / (double) observations).isBetween(0.001, 0.01);
    }

    @Test
    void shouldSayNothingOfNoise() {
        Random random = new Random(7);
        double price = 100;
        int begun = 0;
        for (int i = 0; i < 2_000; i++) {
            price *= Math.exp(0.01 * random.nextGaussian());
            double range = 0.02 * Math.exp(0.3 * random.nextGaussian());
            feed(quote(i, price, 1e6 * Math.exp(0.3 * random.nextGaussian()), range));
            begun += told(AnomalyPhase.ENTERED) ? 1 : 0;
        }
        assertThat(begun).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void shouldSayNothingBeforeItKnowsWhatIsUsual(int shingle) {
        options.set(ForestOptions.SHINGLE, shingle);
        // Every day falls and trades more than the one before it ever did.
        for (int i = 0; i < WARM + shingle - 1; i++) {
            feed(quote(i, 1000 * Math.exp(-0.001 * i * i), 1e3 * Math.exp(0.1 * i), 0.01 * i));
            assertThat(found).isEmpty();
        }
    }

    @Test
    void shouldTellWhatItIsHowFarAndWhatWasExpected() {
        warm();

        feed(quote(200, 100, 2e7, 0.02));

        assertThat(found).hasSize(1);
        Anomaly anomaly = found.get(0);
        assertThat(anomaly.kind).isEqualTo(AnomalyKind.FOREST);
        assertThat(anomaly.phase).isEqualTo(AnomalyPhase.ENTERED);
        assertThat(anomaly.direction).isEqualTo(Direction.UP);
        assertThat(anomaly.fields).containsExactly("volume");
        assertThat(anomaly.observed).isGreaterThan(12);
        assertThat(anomaly.expectedLow).isNaN();
        assertThat(anomaly.expectedHigh).isEqualTo(12);
        assertThat(anomaly.score).isEqualTo(anomaly.observed / 12);
        assertThat(anomaly.text)
                .matches("volume 20000000, expected \\d{6,7} \\(\\d{6} to \\d{7}\\)");
    }

    @Test
    void shouldNameAllFieldsThatContribute() {
        warm();

        feed(quote(200, 70, 1e6, 0.3));

        assertThat(found.get(0).fields).containsExactlyInAnyOrder("return", "range");
        assertThat(found.get(0).text)
                .matches(".*return -\\d+\\.\\d\\d %, expected -?\\d\\.\\d\\d % \\(.*");
    }

    @Test
    void shouldTellOfTransitionsOnly() {
        warm();

        feed(quote(200, 100, 4e6, 0.05));
        assertThat(found).extracting(a -> a.phase).containsExactly(AnomalyPhase.ENTERED);
        feed(quote(201, 100, 1e8, 0.4));
        assertThat(found).extracting(a -> a.phase).containsExactly(AnomalyPhase.WORSENED);
        feed(quote(202, 100, 1e8, 0.4));
        assertThat(found).isEmpty();
        feed(quote(203, 100, 1e6, 0.02));
        assertThat(found)
                .extracting(a -> a.phase, a -> a.direction, a -> a.fields.length)
                .containsExactly(tuple(AnomalyPhase.LEFT, Direction.NONE, 0));
    }

    @Test
    void shouldTakeAnUnknownVolumeForAUsualOne() {
        warm();

        feed(quote(200, 100, Double.NaN, Double.NaN));
        assertThat(found).isEmpty();
        feed(quote(201, 70, Double.NaN, Double.NaN));

        assertThat(found.get(0).fields).containsExactly("return");
    }

    @Test
    void shouldHaveAForestOfTheOthersWhereAFieldIsNeverKnown() {
        Random random = new Random(3);
        for (int i = 0; i < 150; i++) {
            feed(quote(i, 100 + random.nextGaussian(), Double.NaN, Double.NaN));
            assertThat(found).isEmpty();
        }
        feed(quote(150, 140, Double.NaN, Double.NaN));
        assertThat(found.get(0).fields).containsExactly("return");
    }

    @Test
    void shouldGoOnOverASplit() {
        warm();
        long updates = forest.forest.getTotalUpdates();

        AnalyzedQuote split = quote(200, 50, 2e6, 0.02);
        split.quote.adjustmentFactor = 0.5;
        feed(split);
        assertThat(found).isEmpty();
        assertThat(forest.forest.getTotalUpdates()).isEqualTo(updates);
        // Twice as many shares are as usual now as one time was before.
        feed(quote(201, 50, 2e6, 0.02));
        assertThat(found).isEmpty();
        feed(quote(202, 35, 2e6, 0.02));
        assertThat(found).hasSize(1);
    }

    @Test
    void shouldEndWhatGoesOnWithASplit() {
        warm();
        feed(quote(200, 70, 1e7, 0.3));
        assertThat(found).hasSize(1);

        AnalyzedQuote split = quote(201, 35, 1e7, 0.3);
        split.quote.adjustmentFactor = 0.5;
        feed(split);

        assertThat(found).extracting(a -> a.phase).containsExactly(AnomalyPhase.LEFT);
    }

    @Test
    void shouldBeginAnewWhereThePastIsNotComparable() {
        warm();

        AnalyzedQuote other = quote(200, 3, 10, 0.5);
        other.quote.adjustmentFactor = Double.NaN;
        feed(other);
        for (int i = 201; i < 201 + WARM - 1; i++) {
            feed(quote(i, i % 2 == 0 ? 3 : 30, 10, 0.5));
            assertThat(found).isEmpty();
        }
        assertThat(forest.forest.getTotalUpdates()).isLessThan(WARM);
    }

    @Test
    void shouldBeginAnewWithAnotherSize() {
        warm();

        options.set(ForestOptions.TREES, 10);
        feed(quote(200, 100, 2e7, 0.02));

        assertThat(found).isEmpty();
        assertThat(forest.forest.getNumberOfTrees()).isEqualTo(10);
        assertThat(forest.forest.getTotalUpdates()).isEqualTo(1);
        assertThat(forest.scores.size()).isZero();
    }

    /** Up and down by turns, then up twice: nothing but the order is unusual. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void shouldLookAtObservationsInARowAsOne(int shingle, boolean told) {
        options.set(ForestOptions.SHINGLE, shingle);
        options.set(ForestOptions.DEVIATIONS, 5.0);
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double price = (i % 2 == 0 ? 100 : 102) + 0.1 * random.nextGaussian();
            feed(quote(i, price, 1e6, 0.02));
        }
        assertThat(found).isEmpty();

        feed(quote(300, 104, 1e6, 0.02));

        assertThat(told(AnomalyPhase.ENTERED)).isEqualTo(told);
    }

    private void begin() {
        state = new AnomalyState(100);
        forest = new ForestState(100);
    }

    private void warm() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            double price = 100 * Math.exp(0.007 * random.nextGaussian());
            double volume = 1e6 * Math.exp(0.2 * random.nextGaussian());
            feed(quote(i, price, volume, 0.02 * Math.exp(0.2 * random.nextGaussian())));
        }
    }

    private void feed(List<AnalyzedQuote> quotes) {
        quotes.forEach((Consumer<AnalyzedQuote>) this::feed);
    }

    private void feed(AnalyzedQuote quote) {
        found.clear();
        AnomalySettings settings = new AnomalySettings(options);
        AnomalyDetector detector = new AnomalyDetector(settings, new SessionDays(ZoneOffset.UTC));
        detector.accept(state, quote, found);
        found.removeIf(anomaly -> anomaly.kind != AnomalyKind.FOREST);
        new ForestDetector(settings, detector).accept(state, forest, quote, found);
    }

    private boolean told(AnomalyPhase... phases) {
        return found.stream().anyMatch(anomaly -> List.of(phases).contains(anomaly.phase));
    }

    /** A day with that change, and multiples of the median volume and range of those before. */
    private static AnalyzedQuote planted(
            AnalyzedQuote day,
            List<AnalyzedQuote> before,
            double percent,
            double volume,
            double range) {
        double price = before.get(before.size() - 1).quote.price * (1 + percent / 100);
        double usualVolume = median(before, quote -> quote.analytics.intervalVolume);
        double usualRange = median(before, quote -> quote.quote.high / quote.quote.low - 1);
        AnalyzedQuote planted = quote(0, price, volume * usualVolume, range * usualRange);
        planted.quote.symbol = day.quote.symbol;
        planted.quote.eventTimeMillis = day.quote.eventTimeMillis;
        return planted;
    }

    private static double median(
            List<AnalyzedQuote> quotes, ToDoubleFunction<AnalyzedQuote> figure) {
        return quotes.stream()
                .mapToDouble(figure)
                .sorted()
                .boxed()
                .collect(Collectors.toList())
                .get(quotes.size() / 2);
    }

    /**
     * @param range highest over lowest price, less one; half of it on each side of the price
     */
    private static AnalyzedQuote quote(int number, double price, double volume, double range) {
        Quote quote = Quote.of("AAPL", price, number * 86_400_000L);
        quote.low = price / Math.sqrt(1 + range);
        quote.high = quote.low * (1 + range);
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.intervalVolume = volume;
        return AnalyzedQuote.of(quote, analytics);
    }
}
