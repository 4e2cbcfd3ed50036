// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static dev.bellwether.operators.rolling.Observation.DAY;
import static dev.bellwether.operators.rolling.Observation.MINUTE;
import static dev.bellwether.operators.rolling.Observation.OPENING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.Trend;
import dev.bellwether.model.VolatilityBand;
import dev.bellwether.operators.rolling.RollingStatistics.Outcome;
import org.junit.jupiter.api.Test;

/** Fixed vectors and edges. */
class RollingStatisticsTest {

    private static final double NONE = Double.NaN;

    private final RollingStatistics statistics = new RollingStatistics(Observation.NEW_YORK);
    private RollingWindow window = new RollingWindow(20);

    /**
     * The sample of the replaced system: its simulated history 100.0, 100.5 … 109.5, then 150.25.
     * Its averages are reproduced to the digit. Its change of 50.25 % is not: it measured from a
     * constant 100.0 instead of from the last price (109.5), see the next test.
     */
    @Test
    void shouldReproduceTheAveragesOfTheReplacedSystem() {
        double history = 1_000_000;
        for (int i = 0; i < 20; i++) {
            add(OPENING + i * DAY, 100.0 + 0.5 * i, history);
        }
        SymbolAnalytics analytics = add(OPENING + 20 * DAY, 150.25, history);

        assertThat(analytics.sma10).isEqualTo(111.775);
        assertThat(analytics.priceVsSma10Percent).isCloseTo(34.42, within(0.005));
        assertThat(analytics.sma20).isEqualTo(107.2625);
        assertThat(analytics.priceVsSma20Percent).isCloseTo(40.08, within(0.005));
        assertThat(analytics.volatilityBand).isEqualTo(VolatilityBand.HIGH);
        assertThat(analytics.volumeRatio).isEqualTo(1.0);
        assertThat(analytics.lastChangePercent).isCloseTo(37.2146, within(0.00005));
        assertThat(analytics.meanPrice).isEqualTo(analytics.sma20);
    }

    @Test
    void shouldReproduceTheChangeOfTheReplacedSystemFromItsConstantBaseline() {
        add(OPENING, 100.0, 1_000_000);
        SymbolAnalytics analytics = add(OPENING + DAY, 150.25, 1_000_000);

        assertThat(analytics.lastChangePercent).isCloseTo(50.25, within(1e-12));
        assertThat(analytics.intervalVolume).isEqualTo(1_000_000);
        assertThat(analytics.volatilityBand).isEqualTo(VolatilityBand.HIGH);
    }

    @Test
    void shouldKnowNothingButThePriceAfterOneQuote() {
        SymbolAnalytics expected = new SymbolAnalytics();
        expected.symbol = "AAPL";
        expected.eventTimeMillis = OPENING;
        expected.price = 100;
        expected.currency = "USD";
        expected.feed = "test";
        expected.window = 20;
        expected.observations = 1;

        assertThat(add(OPENING, 100, 5_000)).isEqualTo(expected);
    }

    @Test
    void shouldBeReadyWithTheLastObservationOfTheWindowAndKnowIntervalsOneLater() {
        window = new RollingWindow(3);
        add(OPENING, 10, 100);
        SymbolAnalytics second = add(OPENING + MINUTE, 11, 150);
        SymbolAnalytics third = add(OPENING + 2 * MINUTE, 12, 250);
        SymbolAnalytics fourth = add(OPENING + 3 * MINUTE, 13, 400);

        assertThat(second.ready).isFalse();
        assertThat(second.meanPrice).isNaN();
        assertThat(second.intervalVolume).isEqualTo(50);
        assertThat(third.ready).isTrue();
        assertThat(third.meanPrice).isEqualTo(11);
        assertThat(third.meanVolume).isNaN();
        assertThat(third.logReturnVolatility).isNaN();
        assertThat(fourth.meanVolume).isEqualTo(100);
        assertThat(fourth.medianVolume).isEqualTo(100);
        assertThat(fourth.totalVolume).isEqualTo(300);
        assertThat(fourth.volumeVolatility).isEqualTo(50);
        assertThat(fourth.volumeRatio).isEqualTo(1.5);
        assertThat(fourth.logReturnVolatility).isPositive();
    }

    @Test
    void shouldGiveAveragesOfTwentyEvenIfTheWindowIsShorter() {
        window = new RollingWindow(2);
        SymbolAnalytics analytics = null;
        for (int i = 1; i <= 20; i++) {
            analytics = add(OPENING + i * MINUTE, i, NONE);
        }

        assertThat(analytics.sma20).isEqualTo(10.5);
        assertThat(analytics.sma10).isEqualTo(15.5);
        assertThat(analytics.momentum10).isEqualTo(10);
        assertThat(analytics.meanPrice).isEqualTo(19.5);
        assertThat(analytics.trend).as("a window of 2 has no first three").isNull();
    }

    @Test
    void shouldCallTwoPercentSidewaysAndMoreATrend() {
        assertThat(trendOf(100, 100, 100, 100, 102, 102, 102)).isEqualTo(Trend.SIDEWAYS);
        assertThat(trendOf(100, 100, 100, 100, 102, 102, 102.01)).isEqualTo(Trend.UPTREND);
        assertThat(trendOf(100, 100, 100, 100, 98, 98, 98)).isEqualTo(Trend.SIDEWAYS);
        assertThat(trendOf(100, 100, 100, 98, 98, 97.9)).isEqualTo(Trend.DOWNTREND);
        assertThat(trendOf(100, 100, 150, 150)).as("four observations").isNull();
        assertThat(trendOf(100, 100, 100, 150, 150)).isEqualTo(Trend.UPTREND);
    }

    @Test
    void shouldPutTheBoundsOfVolatilityIntoTheLowerBand() {
        assertThat(bandOf(100, 102, AssetClass.EQUITY)).isEqualTo(VolatilityBand.LOW);
        assertThat(bandOf(100, 102.01, AssetClass.EQUITY)).isEqualTo(VolatilityBand.MEDIUM);
        assertThat(bandOf(100, 95, AssetClass.FX)).isEqualTo(VolatilityBand.MEDIUM);
        assertThat(bandOf(100, 94.99, AssetClass.FX)).isEqualTo(VolatilityBand.HIGH);
        assertThat(bandOf(100, 103, AssetClass.CRYPTO)).isEqualTo(VolatilityBand.LOW);
        assertThat(bandOf(100, 108, AssetClass.CRYPTO)).isEqualTo(VolatilityBand.NORMAL);
        assertThat(bandOf(100, 115, AssetClass.CRYPTO)).isEqualTo(VolatilityBand.HIGH);
        assertThat(bandOf(100, 115.01, AssetClass.CRYPTO)).isEqualTo(VolatilityBand.EXTREME);
    }

    @Test
    void shouldNotLetBinaryFractionsDecideAtABound() {
        assertThat(bandOf(2.0, 2.1, AssetClass.EQUITY)).isEqualTo(VolatilityBand.MEDIUM);
        assertThat((2.1 - 2.0) / 2.0 * 100).isGreaterThan(5);
    }

    @Test
    void shouldTakeTheWholeDayVolumeForTheFirstQuoteOfALaterSession() {
        add(OPENING, 100, 9_000);
        assertThat(add(OPENING + DAY, 101, 4_000).intervalVolume).isEqualTo(4_000);
        assertThat(add(OPENING + DAY + MINUTE, 101, 4_500).intervalVolume).isEqualTo(500);
    }

    @Test
    void shouldEndTheSessionOfAnEquityAtMidnightInNewYorkAndOfACryptoAssetAtMidnightUtc() {
        long eveningInNewYork = 1_709_600_400_000L; // 2024-03-05 01:00 UTC, March 4 in New York

        add(OPENING, 100, 9_000);
        SymbolAnalytics equity = add(eveningInNewYork, 101, 9_100);
        window = new RollingWindow(20);
        add(crypto(OPENING, 100, 9_000));
        SymbolAnalytics crypto = add(crypto(eveningInNewYork, 101, 300));

        assertThat(equity.intervalVolume).isEqualTo(100);
        assertThat(crypto.intervalVolume).isEqualTo(300);
    }

    @Test
    void shouldNotMakeANegativeVolumeOfACorrection() {
        add(OPENING, 100, 9_000);
        assertThat(add(OPENING + MINUTE, 100, 8_000).intervalVolume).isNaN();
        assertThat(add(OPENING + 2 * MINUTE, 100, 8_700).intervalVolume).isEqualTo(700);
    }

    @Test
    void shouldCoverAGapInTheVolumeWithTheNextKnownFigure() {
        add(OPENING, 100, 9_000);
        assertThat(add(OPENING + MINUTE, 100, NONE).intervalVolume).isNaN();
        assertThat(add(OPENING + 2 * MINUTE, 100, 9_300).intervalVolume).isEqualTo(300);
    }

    @Test
    void shouldNotMixTheVolumesOfTwoFeeds() {
        window = new RollingWindow(4);
        add(of("bavest", OPENING, 100, 1_000_000));
        SymbolAnalytics other = add(of("kinesis", OPENING + 1, 100.01, 12_000));
        SymbolAnalytics second = add(of("bavest", OPENING + MINUTE, 101, 1_050_000));
        add(of("kinesis", OPENING + MINUTE + 1, 101.01, 12_500));
        add(of("kinesis", OPENING + MINUTE + 2, 101.02, 12_600));
        SymbolAnalytics third = add(of("bavest", OPENING + 2 * MINUTE, 102, 1_070_000));

        assertThat(other.intervalVolume).isNaN();
        assertThat(other.lastChangePercent).isCloseTo(0.01, within(1e-9));
        assertThat(second.intervalVolume).isEqualTo(50_000);
        assertThat(third.intervalVolume).isEqualTo(20_000);
        assertThat(third.totalVolume).isEqualTo(70_000);
        assertThat(third.meanVolume).isEqualTo(35_000);
        assertThat(third.meanPrice).isEqualTo((101 + 101.01 + 101.02 + 102) / 4);
    }

    @Test
    void shouldTakeTheVolumesOfALaggingFeedIfTheOtherHasNone() {
        for (int i = 0; i < 20; i++) {
            long time = OPENING + i * MINUTE;
            add(of("kinesis", time + 30_000, 100, NONE));
            Quote lagging = of("bavest", time + 20_000, 100, 1_000 + 100 * i);
            assertThat(statistics.accept(window, lagging)).isEqualTo(Outcome.INSERTED);
        }
        SymbolAnalytics analytics = add(of("kinesis", OPENING + 20 * MINUTE, 100, NONE));

        assertThat(analytics.meanVolume).isEqualTo(100);
        assertThat(analytics.totalVolume).as("of nine quotes among the last twenty").isEqualTo(900);
        assertThat(analytics.intervalVolume).isNaN();
    }

    @Test
    void shouldGoOverToTheOtherFeedWhenTheVolumesOfTheFirstHaveLeftTheRing() {
        window = new RollingWindow(2);
        add(of("bavest", OPENING, 100, 1_000_000));
        add(of("bavest", OPENING + 1, 100, 1_000_500));
        for (int i = 0; i < 21; i++) {
            assertThat(add(of("kinesis", OPENING + 2 + i, 100, 10_000 + i)).intervalVolume).isNaN();
        }
        SymbolAnalytics first = add(of("kinesis", OPENING + 30, 100, 10_100));
        SymbolAnalytics second = add(of("kinesis", OPENING + 31, 100, 10_130));
        SymbolAnalytics former = add(of("bavest", OPENING + 32, 100, 1_200_000));

        assertThat(first.intervalVolume).as("nobody knows since when").isNaN();
        assertThat(second.intervalVolume).isEqualTo(30);
        assertThat(second.totalVolume).isEqualTo(30);
        assertThat(former.intervalVolume).isNaN();
        assertThat(former.totalVolume).isEqualTo(30);
    }

    @Test
    void shouldMakeThePastComparableAfterASplit() {
        window = new RollingWindow(3);
        add(OPENING, 400, 1_000);
        add(OPENING + DAY, 404, 2_000);
        add(OPENING + 2 * DAY, 408, 3_000);
        Quote split = Observation.quote("AAPL", OPENING + 3 * DAY, 103, 16_000);
        split.adjustmentFactor = 0.25;

        SymbolAnalytics analytics = add(split);

        assertThat(analytics.meanPrice).isEqualTo((101.0 + 102 + 103) / 3);
        assertThat(analytics.lastChangePercent).isEqualTo(1.0 / 102 * 100);
        assertThat(analytics.totalVolume).isEqualTo(8_000 + 12_000 + 16_000);
        assertThat(analytics.medianVolume).isEqualTo(12_000);
    }

    @Test
    void shouldStartOverWhenThePastIsNotComparable() {
        window = new RollingWindow(2);
        add(OPENING, 400, 1_000);
        add(OPENING + MINUTE, 404, 2_000);
        Quote other = Observation.quote("AAPL", OPENING + 2 * MINUTE, 7, 3_000);
        other.adjustmentFactor = NONE;

        SymbolAnalytics first = add(other);
        SymbolAnalytics second = add(OPENING + 3 * MINUTE, 9, 3_500);

        assertThat(first.observations).isEqualTo(1);
        assertThat(first.lastChangePercent).isNaN();
        assertThat(first.intervalVolume).isNaN();
        assertThat(second.meanPrice).isEqualTo(8);
        assertThat(second.intervalVolume).isEqualTo(500);
    }

    @Test
    void shouldRefuseQuotesFromBeforeAnAdjustment() {
        add(OPENING, 400, NONE);
        Quote split = Observation.quote("AAPL", OPENING + 2 * MINUTE, 100, NONE);
        split.adjustmentFactor = 0.25;
        add(split);

        assertThat(accept(OPENING + MINUTE, 401)).isEqualTo(Outcome.TOO_OLD);
        assertThat(add(OPENING + 3 * MINUTE, 101, NONE).observations).isEqualTo(3);
        assertThat(accept(OPENING + 2 * MINUTE, 102)).isEqualTo(Outcome.INSERTED);
    }

    @Test
    void shouldRefuseQuotesOlderThanAFullRing() {
        for (int i = 1; i <= 21; i++) {
            add(OPENING + i * MINUTE, i, NONE);
        }

        assertThat(accept(OPENING, 500)).isEqualTo(Outcome.TOO_OLD);
        assertThat(add(OPENING + 22 * MINUTE, 22, NONE).priceRange).isEqualTo(19);
    }

    @Test
    void shouldKeepTheNewestObservationsWhenTheWindowChangesItsLength() {
        for (int i = 1; i <= 40; i++) {
            add(OPENING + i * MINUTE, i, i * 10);
        }
        window = window.resizedTo(4);
        SymbolAnalytics shorter = add(OPENING + 41 * MINUTE, 41, 410);
        window = window.resizedTo(25);
        SymbolAnalytics longer = add(OPENING + 42 * MINUTE, 42, 420);

        assertThat(shorter.ready).isTrue();
        assertThat(shorter.meanPrice).isEqualTo(39.5);
        assertThat(shorter.meanVolume).isEqualTo(10);
        assertThat(shorter.sma20).isEqualTo(31.5);
        assertThat(longer.window).isEqualTo(25);
        assertThat(longer.observations).isEqualTo(22);
        assertThat(longer.ready).isFalse();
        assertThat(longer.intervalVolume).isEqualTo(10);
        assertThat(longer.sma20).isEqualTo(32.5);
    }

    @Test
    void shouldHaveExactMomentsAfterEachTurnOfTheRing() {
        int quotes = 0;
        do {
            add(OPENING + quotes * MINUTE, 1_000 + Math.sin(quotes) / 7, quotes * quotes);
            quotes++;
            assertThat(window.sinceExact).isLessThan(21);
        } while (quotes < 1_000 || window.sinceExact > 0);

        RollingWindow exact = window.resizedTo(20);

        assertThat(window.prices.sampleDeviation()).isEqualTo(exact.prices.sampleDeviation());
        assertThat(window.volumes.mean()).isEqualTo(exact.volumes.mean());
        assertThat(window.returns.sampleDeviation()).isEqualTo(exact.returns.sampleDeviation());
    }

    private Trend trendOf(double... prices) {
        window = new RollingWindow(20);
        SymbolAnalytics analytics = null;
        for (int i = 0; i < prices.length; i++) {
            analytics = add(OPENING + i * MINUTE, prices[i], NONE);
        }
        return analytics.trend;
    }

    private VolatilityBand bandOf(double before, double price, AssetClass assetClass) {
        window = new RollingWindow(20);
        Quote first = Observation.quote("X", OPENING, before, NONE);
        Quote second = Observation.quote("X", OPENING + MINUTE, price, NONE);
        first.assetClass = assetClass;
        second.assetClass = assetClass;
        add(first);
        return add(second).volatilityBand;
    }

    private static Quote crypto(long time, double price, double volume) {
        Quote quote = Observation.quote("BTC", time, price, volume);
        quote.assetClass = AssetClass.CRYPTO;
        return quote;
    }

    private static Quote of(String feed, long time, double price, double volume) {
        return new Observation(time, price, volume, feed).quote("AAPL");
    }

    private Outcome accept(long time, double price) {
        return statistics.accept(window, Observation.quote("AAPL", time, price, NONE));
    }

    private SymbolAnalytics add(long time, double price, double dayVolume) {
        return add(Observation.quote("AAPL", time, price, dayVolume));
    }

    private SymbolAnalytics add(Quote quote) {
        assertThat(statistics.accept(window, quote)).isEqualTo(Outcome.APPENDED);
        return statistics.describe(window, quote);
    }
}
