// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rolling;

import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.Trend;
import dev.bellwether.model.VolatilityBand;
import java.util.Arrays;

/**
 * The same figures by plain loops over the window's arrays, as a careful user would write them: a
 * log return is computed once and kept, the median is that of a sorted copy, deviations take two
 * passes. Prices, interval volumes and returns are shifted down by one on each update.
 */
final class ArrayLoopStatistics {

    private static final int SHORT_TERM = 20;

    private final int window;
    private final double[] prices;
    private final double[] volumes;
    private final double[] returns;
    private final double[] sorted;

    ArrayLoopStatistics(int window) {
        this.window = window;
        this.prices = new double[Math.max(window, SHORT_TERM) + 1];
        this.volumes = new double[window];
        this.returns = new double[window];
        this.sorted = new double[window];
        Arrays.fill(prices, 1);
    }

    /** Assumes a warm window. */
    SymbolAnalytics update(Quote quote, double intervalVolume) {
        double before = prices[prices.length - 1];
        push(prices, quote.price);
        push(volumes, intervalVolume);
        push(returns, Math.log(quote.price / before));
        SymbolAnalytics a = new SymbolAnalytics();
        a.symbol = quote.symbol;
        a.eventTimeMillis = quote.eventTimeMillis;
        a.price = quote.price;
        a.currency = quote.currency;
        a.feed = quote.feed;
        a.window = window;
        a.observations = window;
        a.ready = true;
        int first = prices.length - window;
        a.meanPrice = mean(prices, first);
        a.medianPrice = median(prices, first);
        double squares = squares(prices, first, a.meanPrice);
        a.priceVolatility = Math.sqrt(squares / (window - 1));
        a.priceVolatilityPopulation = Math.sqrt(squares / window);
        a.priceRange = range(first);
        a.priceChangePercent = percent(a.price, prices[first]);
        a.lastChangePercent = percent(a.price, before);
        shortTerm(a);
        a.logReturnVolatility = Math.sqrt(squares(returns, 0, mean(returns, 0)) / (window - 1));
        a.intervalVolume = intervalVolume;
        a.meanVolume = mean(volumes, 0);
        a.totalVolume = a.meanVolume * window;
        a.medianVolume = median(volumes, 0);
        a.volumeVolatility = Math.sqrt(squares(volumes, 0, a.meanVolume) / (window - 1));
        a.volumeRatio = intervalVolume / a.meanVolume;
        classes(a, first);
        return a;
    }

    private void shortTerm(SymbolAnalytics a) {
        int end = prices.length;
        a.sma5 = mean(prices, end - 5);
        a.sma10 = mean(prices, end - 10);
        a.sma20 = mean(prices, end - 20);
        a.priceVsSma10Percent = percent(a.price, a.sma10);
        a.priceVsSma20Percent = percent(a.price, a.sma20);
        a.momentum5 = a.price - prices[end - 6];
        a.momentum5Percent = percent(a.price, prices[end - 6]);
        a.momentum10 = a.price - prices[end - 11];
        a.momentum10Percent = percent(a.price, prices[end - 11]);
    }

    private void classes(SymbolAnalytics a, int first) {
        double change = Math.abs(a.lastChangePercent);
        a.volatilityBand =
                change > 5
                        ? VolatilityBand.HIGH
                        : change > 2 ? VolatilityBand.MEDIUM : VolatilityBand.LOW;
        double early = prices[first] + prices[first + 1] + prices[first + 2];
        double trend = percent(mean(prices, prices.length - 3), early / 3);
        a.trend = trend > 2 ? Trend.UPTREND : trend < -2 ? Trend.DOWNTREND : Trend.SIDEWAYS;
    }

    private static void push(double[] values, double value) {
        System.arraycopy(values, 1, values, 0, values.length - 1);
        values[values.length - 1] = value;
    }

    private static double percent(double value, double base) {
        return (value - base) / base * 100;
    }

    private static double mean(double[] values, int from) {
        double sum = 0;
        for (int i = from; i < values.length; i++) {
            sum += values[i];
        }
        return sum / (values.length - from);
    }

    private static double squares(double[] values, int from, double mean) {
        double sum = 0;
        for (int i = from; i < values.length; i++) {
            double deviation = values[i] - mean;
            sum += deviation * deviation;
        }
        return sum;
    }

    private double range(int from) {
        double min = prices[from];
        double max = prices[from];
        for (int i = from + 1; i < prices.length; i++) {
            min = Math.min(min, prices[i]);
            max = Math.max(max, prices[i]);
        }
        return max - min;
    }

    private double median(double[] values, int from) {
        System.arraycopy(values, from, sorted, 0, window);
        Arrays.sort(sorted);
        int half = window / 2;
        return window % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
