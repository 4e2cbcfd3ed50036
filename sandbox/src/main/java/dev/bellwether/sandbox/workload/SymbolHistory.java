// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.naive.NaiveStatistics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All quotes of one symbol, oldest first, and what the definitions make of them: every figure is
 * computed anew from the quotes, O(window) each, by {@link NaiveStatistics}. Unknown figures are
 * absent.
 */
final class SymbolHistory {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final List<Quote> quotes = new ArrayList<>();
    private final int window;

    SymbolHistory(int window) {
        this.window = window;
    }

    void add(Quote quote) {
        if (!quotes.isEmpty() && quote.eventTimeMillis <= newest().eventTimeMillis) {
            throw new IllegalArgumentException(
                    quote.symbol + " goes back in time: " + quote.eventTimeMillis);
        }
        quotes.add(quote);
    }

    int size() {
        return quotes.size();
    }

    Quote quote(int index) {
        return quotes.get(index);
    }

    Quote newest() {
        return quotes.get(quotes.size() - 1);
    }

    /** The statistics after quote {@code index}, by their names in the documents. */
    Map<String, Object> analytics(int index) {
        Quote quote = quotes.get(index);
        int observations = Math.min(index + 1, window);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("symbol", quote.symbol);
        figures.put("event_time_millis", quote.eventTimeMillis);
        put(figures, "price", quote.price);
        putText(figures, "currency", quote.currency);
        figures.put("window", (long) window);
        figures.put("observations", (long) observations);
        figures.put("ready", observations == window);
        if (observations == window) {
            putPrices(figures, prices(index, window));
        }
        putShortTerm(figures, prices(index, index + 1), quote.assetClass);
        putTrend(figures, prices(index, observations));
        put(figures, "interval_volume", intervalVolume(index));
        if (index >= window) {
            put(
                    figures,
                    "log_return_volatility",
                    NaiveStatistics.logReturnVolatility(prices(index, window + 1), window));
            putVolumes(figures, index);
        }
        double ratio = peRatio(quote);
        put(figures, "pe_ratio", ratio);
        figures.put("pe_category", peCategory(ratio));
        figures.put("valuation_signal", valuationSignal(ratio));
        putSignal(figures, quote, ratio);
        return figures;
    }

    /** The market data of quote {@code index}, by their names in the documents. */
    Map<String, Object> marketData(int index) {
        Quote quote = quotes.get(index);
        Map<String, Object> figures = new LinkedHashMap<>();
        put(figures, "current_price", quote.price);
        put(figures, "open_price", quote.open);
        put(figures, "high_price", quote.high);
        put(figures, "low_price", quote.low);
        put(figures, "previous_close", quote.previousClose);
        double change = quote.price - quote.previousClose;
        put(figures, "price_change", Math.rint(change * 1e8) / 1e8);
        put(
                figures,
                "price_change_percent",
                Math.rint(change / quote.previousClose * 100 * 1e4) / 1e4);
        put(figures, "volume", quote.dayVolume);
        put(figures, "eps", quote.eps);
        return figures;
    }

    /** The valuation of quote {@code index}; empty if there is no ratio. */
    Map<String, Object> valuation(int index) {
        Quote quote = quotes.get(index);
        double ratio = peRatio(quote);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (!Double.isNaN(ratio)) {
            figures.put("symbol", quote.symbol);
            figures.put("timestamp", Instant.ofEpochMilli(quote.eventTimeMillis).toString());
            put(figures, "current_price", quote.price);
            putText(figures, "currency", quote.currency);
            put(figures, "pe_ratio", ratio);
            figures.put("pe_category", peCategory(ratio));
            figures.put("valuation_signal", valuationSignal(ratio));
        }
        return figures;
    }

    private double[] prices(int index, int count) {
        double[] prices = new double[count];
        for (int i = 0; i < count; i++) {
            prices[i] = quotes.get(index - count + 1 + i).price;
        }
        return prices;
    }

    private static void putPrices(Map<String, Object> figures, double[] prices) {
        put(figures, "mean_price", NaiveStatistics.mean(prices));
        put(figures, "median_price", NaiveStatistics.median(prices));
        put(figures, "price_volatility", NaiveStatistics.sampleStandardDeviation(prices));
        put(
                figures,
                "price_volatility_population",
                NaiveStatistics.populationStandardDeviation(prices));
        put(figures, "price_range", NaiveStatistics.range(prices));
        put(figures, "price_change_percent", NaiveStatistics.changePercent(prices));
    }

    /** Figures with lengths of their own, whatever the window is. */
    private static void putShortTerm(
            Map<String, Object> figures, double[] prices, AssetClass assetClass) {
        double change = NaiveStatistics.lastChangePercent(prices);
        put(figures, "last_change_percent", change);
        if (!Double.isNaN(change)) {
            figures.put("volatility_band", band(Math.abs(fourPlaces(change)), assetClass));
        }
        for (int n : new int[] {5, 10, 20}) {
            put(figures, "sma_" + n, NaiveStatistics.movingAverage(prices, n));
        }
        for (int n : new int[] {5, 10}) {
            put(figures, "momentum_" + n, NaiveStatistics.momentum(prices, n));
            put(figures, "momentum_" + n + "_percent", NaiveStatistics.momentumPercent(prices, n));
        }
        for (int n : new int[] {10, 20}) {
            double average = NaiveStatistics.movingAverage(prices, n);
            put(
                    figures,
                    "price_vs_sma" + n + "_percent",
                    NaiveStatistics.percent(prices[prices.length - 1], average));
        }
    }

    private static void putTrend(Map<String, Object> figures, double[] prices) {
        double change = fourPlaces(NaiveStatistics.trendPercent(prices));
        if (!Double.isNaN(change)) {
            figures.put("trend", change > 2 ? "uptrend" : change < -2 ? "downtrend" : "sideways");
        }
    }

    private void putVolumes(Map<String, Object> figures, int index) {
        double[] known = new double[window];
        int count = 0;
        for (int i = index - window + 1; i <= index; i++) {
            double volume = intervalVolume(i);
            if (!Double.isNaN(volume)) {
                known[count++] = volume;
            }
        }
        double[] volumes = Arrays.copyOf(known, count);
        double mean = NaiveStatistics.mean(volumes);
        put(figures, "mean_volume", mean);
        put(figures, "median_volume", NaiveStatistics.median(volumes));
        put(figures, "total_volume", count == 0 ? Double.NaN : NaiveStatistics.sum(volumes));
        put(figures, "volume_volatility", NaiveStatistics.sampleStandardDeviation(volumes));
        put(figures, "volume_ratio", intervalVolume(index) / mean);
    }

    /**
     * What was traded since the quote before: the difference of day volumes within a session, the
     * whole day volume at the first quote of a later session; of the very first quote unknown.
     */
    private double intervalVolume(int index) {
        Quote quote = quotes.get(index);
        if (index == 0) {
            return Double.NaN;
        }
        Quote before = quotes.get(index - 1);
        return session(before).equals(session(quote))
                ? quote.dayVolume - before.dayVolume
                : quote.dayVolume;
    }

    private static LocalDate session(Quote quote) {
        ZoneId zone = quote.assetClass == AssetClass.EQUITY ? NEW_YORK : ZoneOffset.UTC;
        return Instant.ofEpochMilli(quote.eventTimeMillis).atZone(zone).toLocalDate();
    }

    private static String band(double change, AssetClass assetClass) {
        if (assetClass == AssetClass.CRYPTO) {
            return change > 15 ? "extreme" : change > 8 ? "high" : change > 3 ? "normal" : "low";
        }
        return change > 5 ? "high" : change > 2 ? "medium" : "low";
    }

    private static double peRatio(Quote quote) {
        double ratio =
                Double.isFinite(quote.peRatio) && quote.peRatio != 0
                        ? quote.peRatio
                        : quote.price / quote.eps;
        if (!Double.isFinite(ratio)) {
            return Double.NaN;
        }
        return new BigDecimal(ratio).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static String peCategory(double ratio) {
        if (Double.isNaN(ratio)) {
            return "insufficient_data";
        }
        if (ratio < 0) {
            return "negative_earnings";
        }
        double[] bounds = {10, 15, 25, 50};
        String[] names = {"undervalued", "fair_value", "growth_stock", "expensive"};
        for (int i = 0; i < bounds.length; i++) {
            if (ratio < bounds[i]) {
                return names[i];
            }
        }
        return "highly_speculative";
    }

    private static String valuationSignal(double ratio) {
        if (Double.isNaN(ratio)) {
            return "unknown";
        }
        return ratio < 0 ? "avoid" : ratio < 15 ? "buy" : ratio < 25 ? "hold" : "sell";
    }

    private static void putSignal(Map<String, Object> figures, Quote quote, double ratio) {
        double strength = quote.signalStrength;
        boolean known = !Double.isNaN(strength);
        put(figures, "signal_strength", strength);
        String[] classes = {"very_weak", "weak", "moderate", "strong", "very_strong"};
        int reached = 0;
        for (double bound : new double[] {0.2, 0.4, 0.6, 0.8}) {
            reached += strength >= bound ? 1 : 0;
        }
        figures.put("signal_strength_class", known ? classes[reached] : "unknown");
        String confidence = reached >= 3 ? "high" : reached == 2 ? "medium" : "low";
        figures.put("signal_confidence", known ? confidence : "unknown");
        figures.put(
                "signal_direction",
                quote.signalDirection == null
                        ? valuationSignal(ratio)
                        : quote.signalDirection.name().toLowerCase(Locale.ROOT));
    }

    private static double fourPlaces(double percent) {
        return Math.rint(percent * 1e4) / 1e4;
    }

    private static void put(Map<String, Object> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }

    private static void putText(Map<String, Object> figures, String name, String value) {
        if (value != null) {
            figures.put(name, value);
        }
    }
}
