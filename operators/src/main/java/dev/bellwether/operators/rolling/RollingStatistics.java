// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.ZoneId;

/**
 * The rolling statistics of one symbol at a time, without Flink: puts quotes into a {@link
 * RollingWindow} and reads the figures of {@link SymbolAnalytics} from it.
 *
 * <p>Prices p₁ … p_N are the last N of the symbol in event-time order, p_N the newest; quotes of
 * one event time keep their order of arrival. A figure is unknown ({@code NaN}, {@code null}) until
 * its own condition holds, n being the observations since the first or since the last restart:
 *
 * <table>
 * <caption>Definitions</caption>
 * <tr><th>Figure</th><th>Formula</th><th>Known from</th></tr>
 * <tr><td>meanPrice</td><td>m = Σpᵢ / N</td><td>n = N</td></tr>
 * <tr><td>medianPrice</td><td>the middle price; mean of the two middle ones if N is even</td>
 *     <td>n = N</td></tr>
 * <tr><td>priceVolatility</td><td>√(Σ(pᵢ − m)² / (N − 1)), the sample standard deviation</td>
 *     <td>n = N</td></tr>
 * <tr><td>priceVolatilityPopulation</td><td>√(Σ(pᵢ − m)² / N)</td><td>n = N</td></tr>
 * <tr><td>priceRange</td><td>max pᵢ − min pᵢ</td><td>n = N</td></tr>
 * <tr><td>priceChangePercent</td><td>(p_N − p₁) / p₁ · 100</td><td>n = N</td></tr>
 * <tr><td>lastChangePercent</td><td>(p_N − p_{N−1}) / p_{N−1} · 100, simple return</td>
 *     <td>n = 2</td></tr>
 * <tr><td>sma_k, k = 5, 10, 20</td><td>unweighted mean of the last k prices, whatever N is</td>
 *     <td>n = k</td></tr>
 * <tr><td>momentum_k, k = 5, 10</td><td>price minus the price k observations earlier; percent: of
 *     that earlier price (rate of change)</td><td>n = k + 1</td></tr>
 * <tr><td>price_vs_sma10/20</td><td>(price − sma) / sma · 100</td><td>n = 10 / 20</td></tr>
 * <tr><td>logReturnVolatility</td><td>sample standard deviation (N − 1) of the last N log returns
 *     ln(pᵢ / pᵢ₋₁); per observation, not annualized</td><td>n = N + 1</td></tr>
 * <tr><td>intervalVolume</td><td>volume since the volume feed's observation before, see {@link
 *     IntervalVolumes}; only for observations of that feed</td><td>n = 2</td></tr>
 * <tr><td>meanVolume, medianVolume, totalVolume</td><td>of the known ones among the last N interval
 *     volumes; 0 counts</td><td>n = N + 1, one known</td></tr>
 * <tr><td>volumeVolatility</td><td>their sample standard deviation</td>
 *     <td>n = N + 1, two known</td></tr>
 * <tr><td>volumeRatio</td><td>intervalVolume / meanVolume, the newest one included in the mean;
 *     unknown if the mean is 0</td><td>n = N + 1</td></tr>
 * <tr><td>trend</td><td>mean of the last three prices of the window against the mean of its first
 *     three: above +2 % up, below −2 % down, else sideways</td><td>n = 5 (and N ≥ 5)</td></tr>
 * <tr><td>volatilityBand</td><td>class of lastChangePercent, see {@link PriceClasses}</td>
 *     <td>n = 2</td></tr>
 * </table>
 *
 * <p>Conventions: deviations as in {@code statistics.stdev} and {@code pstdev} of Python; averages,
 * momentum and rate of change as in J. J. Murphy, "Technical Analysis of the Financial Markets",
 * 1999; log returns and their deviation as in J. C. Hull, "Options, Futures, and Other
 * Derivatives", section "Estimating volatility from historical data". Prices are used as they come,
 * adjusted only by {@link Quote#adjustmentFactor}. Quotes of all feeds of a symbol are one series
 * of prices.
 *
 * <p>Not thread-safe; the windows hold all state.
 */
public final class RollingStatistics {

    /** What became of a quote. */
    public enum Outcome {
        /** It is the newest observation now. */
        APPENDED,
        /** Older than the newest; put at its place in the window. */
        INSERTED,
        /** Older than what the window holds, or from before its last adjustment: left out. */
        TOO_OLD,
        /** Its price is not a positive number: left out. */
        UNUSABLE
    }

    private static final int TREND_OBSERVATIONS = 5;

    private final SessionDays days;
    private final IntervalVolumes intervalVolumes;

    /**
     * @param marketZone whose local date is the session of an equity; others have UTC days
     */
    public RollingStatistics(ZoneId marketZone) {
        this.days = new SessionDays(marketZone);
        this.intervalVolumes = new IntervalVolumes(days);
    }

    /** Puts the quote into its symbol's window. O(log N) for one in order, O(N) for others. */
    public Outcome accept(RollingWindow window, Quote quote) {
        long time = quote.eventTimeMillis;
        if (!(quote.price > 0 && quote.price < Double.POSITIVE_INFINITY)) {
            return Outcome.UNUSABLE;
        }
        if (window.ring.size > 0 && time < window.newestTime()) {
            return insert(window, quote);
        }
        if (quote.adjustmentFactor != 1.0) {
            adjust(window, quote.adjustmentFactor, time);
        }
        double volume = intervalVolumes.of(window, 0, quote);
        window.append(time, quote.price, volume);
        return Outcome.APPENDED;
    }

    private Outcome insert(RollingWindow window, Quote quote) {
        ObservationRing ring = window.ring;
        long time = quote.eventTimeMillis;
        int newer = ring.newerThan(time);
        if (newer == ring.capacity()
                || time < window.comparableSince
                || quote.adjustmentFactor != 1.0) {
            return Outcome.TOO_OLD;
        }
        double volume = intervalVolumes.of(window, newer, quote);
        window.insert(newer, time, quote.price, volume);
        return Outcome.INSERTED;
    }

    private static void adjust(RollingWindow window, double factor, long time) {
        if (isScale(factor)) {
            window.rescale(factor);
        } else {
            window.restart();
        }
        window.comparableSince = time;
    }

    /** Whether prices can be multiplied by it; anything else restarts the window. */
    static boolean isScale(double factor) {
        return factor > 0 && factor < Double.POSITIVE_INFINITY;
    }

    /** The statistics after the quote that was appended last; valuation and signal are not set. */
    public SymbolAnalytics describe(RollingWindow window, Quote newest) {
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.symbol = newest.symbol;
        analytics.eventTimeMillis = newest.eventTimeMillis;
        analytics.price = newest.price;
        analytics.currency = newest.currency;
        analytics.feed = newest.feed;
        analytics.window = window.length();
        analytics.observations = window.observations();
        analytics.ready = window.isFull();
        describeShortTerm(window.ring, newest, analytics);
        describeTrend(window, analytics);
        if (window.isFull()) {
            describePrices(window, analytics);
        }
        if (window.hasAllIntervals()) {
            describeIntervals(window, analytics);
        }
        return analytics;
    }

    private static void describePrices(RollingWindow window, SymbolAnalytics analytics) {
        double price = window.ring.price(0);
        double first = window.ring.price(window.length() - 1);
        analytics.meanPrice = window.prices.mean();
        analytics.medianPrice = window.priceMedian.median();
        analytics.priceVolatility = window.prices.sampleDeviation();
        analytics.priceVolatilityPopulation = window.prices.populationDeviation();
        analytics.priceRange = window.extremes.max() - window.extremes.min();
        analytics.priceChangePercent = (price - first) / first * 100;
    }

    private static void describeIntervals(RollingWindow window, SymbolAnalytics analytics) {
        analytics.logReturnVolatility = window.returns.sampleDeviation();
        double mean = window.volumes.mean();
        analytics.meanVolume = mean;
        analytics.medianVolume = window.volumeMedian.median();
        analytics.totalVolume = window.volumes.total();
        analytics.volumeVolatility = window.volumes.sampleDeviation();
        if (mean > 0) {
            analytics.volumeRatio = analytics.intervalVolume / mean;
        }
    }

    private static void describeShortTerm(
            ObservationRing ring, Quote newest, SymbolAnalytics analytics) {
        double price = ring.price(0);
        analytics.intervalVolume = ring.volume(0);
        if (ring.size >= 2) {
            double before = ring.price(1);
            analytics.lastChangePercent = (price - before) / before * 100;
            analytics.volatilityBand =
                    PriceClasses.bandOf(analytics.lastChangePercent, newest.assetClass);
        }
        if (ring.size < 5) {
            return;
        }
        double sum = sum(ring, 0, 5);
        analytics.sma5 = sum / 5;
        if (ring.size > 5) {
            double earlier = ring.price(5);
            analytics.momentum5 = price - earlier;
            analytics.momentum5Percent = (price - earlier) / earlier * 100;
        }
        if (ring.size < 10) {
            return;
        }
        sum += sum(ring, 5, 10);
        analytics.sma10 = sum / 10;
        analytics.priceVsSma10Percent = (price - analytics.sma10) / analytics.sma10 * 100;
        if (ring.size > 10) {
            double earlier = ring.price(10);
            analytics.momentum10 = price - earlier;
            analytics.momentum10Percent = (price - earlier) / earlier * 100;
        }
        if (ring.size < RollingWindow.SHORT_TERM) {
            return;
        }
        sum += sum(ring, 10, RollingWindow.SHORT_TERM);
        analytics.sma20 = sum / RollingWindow.SHORT_TERM;
        analytics.priceVsSma20Percent = (price - analytics.sma20) / analytics.sma20 * 100;
    }

    private static void describeTrend(RollingWindow window, SymbolAnalytics analytics) {
        int observations = window.observations();
        if (observations >= TREND_OBSERVATIONS) {
            double earlier = sum(window.ring, observations - 3, observations) / 3;
            double later = sum(window.ring, 0, 3) / 3;
            analytics.trend = PriceClasses.trendOf(earlier, later);
        }
    }

    private static double sum(ObservationRing ring, int from, int until) {
        double sum = 0;
        for (int back = from; back < until; back++) {
            sum += ring.price(back);
        }
        return sum;
    }
}
