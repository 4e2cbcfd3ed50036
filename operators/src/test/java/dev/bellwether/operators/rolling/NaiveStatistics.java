// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.Trend;
import dev.bellwether.model.VolatilityBand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Every statistic straight from its definition, over a whole series in event-time order. Written
 * from the table in {@link RollingStatistics}, sharing no code with it.
 */
final class NaiveStatistics {

    private NaiveStatistics() {}

    /** The statistics of a series after its last observation. */
    static SymbolAnalytics after(List<Observation> series, int window) {
        int n = series.size();
        double[] prices = new double[n];
        for (int i = 0; i < n; i++) {
            prices[i] = series.get(i).price;
        }
        double[] volumes = intervalVolumes(series, window);
        SymbolAnalytics a = new SymbolAnalytics();
        a.price = prices[n - 1];
        a.eventTimeMillis = series.get(n - 1).time;
        a.window = window;
        a.observations = Math.min(n, window);
        a.ready = n >= window;
        if (n >= window) {
            double[] last = last(prices, window);
            a.meanPrice = mean(last);
            a.medianPrice = median(last);
            a.priceVolatility = deviation(last, window - 1);
            a.priceVolatilityPopulation = deviation(last, window);
            a.priceRange =
                    Arrays.stream(last).max().getAsDouble()
                            - Arrays.stream(last).min().getAsDouble();
            a.priceChangePercent = (a.price - last[0]) / last[0] * 100;
        }
        if (n > window) {
            double[] returns = new double[window];
            for (int i = 0; i < window; i++) {
                int at = n - window + i;
                returns[i] = Math.log(prices[at] / prices[at - 1]);
            }
            a.logReturnVolatility = deviation(returns, window - 1);
            double[] known =
                    Arrays.stream(last(volumes, window)).filter(v -> !Double.isNaN(v)).toArray();
            if (known.length > 0) {
                a.meanVolume = mean(known);
                a.medianVolume = median(known);
                a.totalVolume = Arrays.stream(known).sum();
                if (a.meanVolume > 0) {
                    a.volumeRatio = volumes[n - 1] / a.meanVolume;
                }
            }
            if (known.length > 1) {
                a.volumeVolatility = deviation(known, known.length - 1);
            }
        }
        a.intervalVolume = volumes[n - 1];
        shortTerm(prices, a);
        trend(last(prices, Math.min(n, window)), a);
        return a;
    }

    private static void shortTerm(double[] prices, SymbolAnalytics a) {
        int n = prices.length;
        a.sma5 = n >= 5 ? mean(last(prices, 5)) : Double.NaN;
        a.sma10 = n >= 10 ? mean(last(prices, 10)) : Double.NaN;
        a.sma20 = n >= 20 ? mean(last(prices, 20)) : Double.NaN;
        a.priceVsSma10Percent = (a.price - a.sma10) / a.sma10 * 100;
        a.priceVsSma20Percent = (a.price - a.sma20) / a.sma20 * 100;
        a.momentum5 = n >= 6 ? a.price - prices[n - 6] : Double.NaN;
        a.momentum5Percent = n >= 6 ? a.momentum5 / prices[n - 6] * 100 : Double.NaN;
        a.momentum10 = n >= 11 ? a.price - prices[n - 11] : Double.NaN;
        a.momentum10Percent = n >= 11 ? a.momentum10 / prices[n - 11] * 100 : Double.NaN;
        if (n >= 2) {
            a.lastChangePercent = (a.price - prices[n - 2]) / prices[n - 2] * 100;
            double change = Math.rint(Math.abs(a.lastChangePercent) * 10_000) / 10_000;
            a.volatilityBand =
                    change > 5
                            ? VolatilityBand.HIGH
                            : change > 2 ? VolatilityBand.MEDIUM : VolatilityBand.LOW;
        }
    }

    private static void trend(double[] window, SymbolAnalytics a) {
        if (window.length >= 5) {
            double first = mean(Arrays.copyOf(window, 3));
            double last = mean(last(window, 3));
            double change = Math.rint((last - first) / first * 100 * 10_000) / 10_000;
            a.trend = change > 2 ? Trend.UPTREND : change < -2 ? Trend.DOWNTREND : Trend.SIDEWAYS;
        }
    }

    /**
     * By looking back for the last known day volume of the same date and feed, no farther than to
     * where the feed became the one that gives the volumes.
     */
    private static double[] intervalVolumes(List<Observation> series, int window) {
        double[] volumes = new double[series.size()];
        Arrays.fill(volumes, Double.NaN);
        String feed = null;
        int since = 0;
        boolean tookOver = false;
        int silent = 0;
        for (int i = 0; i < volumes.length; i++) {
            Observation observation = series.get(i);
            if (!Double.isNaN(observation.dayVolume)) {
                if (feed == null) {
                    feed = observation.feed;
                    since = i;
                } else if (!feed.equals(observation.feed) && silent > Math.max(window, 20)) {
                    feed = observation.feed;
                    since = i;
                    tookOver = true;
                }
            }
            boolean counts = feed == null || observation.feed.equals(feed);
            silent = counts && !Double.isNaN(observation.dayVolume) ? 0 : silent + 1;
            if (!counts) {
                continue;
            }
            LocalDate date = date(observation);
            double reference = Double.NaN;
            boolean found = false;
            for (int j = i - 1; j >= (tookOver ? since : 0) && !found; j--) {
                if (j > since && !series.get(j).feed.equals(feed)) {
                    continue;
                }
                if (!date(series.get(j)).equals(date)) {
                    reference = 0;
                    found = true;
                } else if (!Double.isNaN(series.get(j).dayVolume)) {
                    reference = series.get(j).dayVolume;
                    found = true;
                }
            }
            double difference = series.get(i).dayVolume - reference;
            volumes[i] = difference < 0 ? Double.NaN : difference;
        }
        return volumes;
    }

    private static LocalDate date(Observation observation) {
        return Instant.ofEpochMilli(observation.time).atZone(Observation.NEW_YORK).toLocalDate();
    }

    private static double[] last(double[] values, int count) {
        return Arrays.copyOfRange(values, values.length - count, values.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Two passes on numbers relative to the first, with compensated sums. */
    private static double deviation(double[] values, int divisor) {
        double first = values[0];
        double mean = Arrays.stream(values).map(v -> v - first).sum() / values.length;
        double squares = Arrays.stream(values).map(v -> v - first - mean).map(d -> d * d).sum();
        return Math.sqrt(squares / divisor);
    }
}
