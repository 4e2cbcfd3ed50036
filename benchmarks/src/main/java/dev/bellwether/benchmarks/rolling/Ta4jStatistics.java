// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rolling;

import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * The figures that ta4j has, on its double arithmetic (the default decimal one is slower): mean,
 * deviation and range of prices, averages of 5, 10 and 20, rates of change, mean and deviation of
 * volumes. It has no rolling median and no deviation of log returns, so it does less than the
 * others. The series keeps as many bars as the window needs; ta4j computes each indicator over its
 * window when a bar is added.
 */
final class Ta4jStatistics {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final BarSeries series;
    private final Indicator<Num> mean;
    private final Indicator<Num> deviation;
    private final Indicator<Num> highest;
    private final Indicator<Num> lowest;
    private final Indicator<Num> sma5;
    private final Indicator<Num> sma10;
    private final Indicator<Num> sma20;
    private final Indicator<Num> change5;
    private final Indicator<Num> change10;
    private final Indicator<Num> meanVolume;
    private final Indicator<Num> volumeDeviation;

    Ta4jStatistics(int window) {
        series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        series.setMaximumBarCount(Math.max(window, 20) + 1);
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        VolumeIndicator volume = new VolumeIndicator(series);
        mean = new SMAIndicator(close, window);
        deviation = new StandardDeviationIndicator(close, window);
        highest = new HighestValueIndicator(close, window);
        lowest = new LowestValueIndicator(close, window);
        sma5 = new SMAIndicator(close, 5);
        sma10 = new SMAIndicator(close, 10);
        sma20 = new SMAIndicator(close, 20);
        change5 = new ROCIndicator(close, 5);
        change10 = new ROCIndicator(close, 10);
        meanVolume = new SMAIndicator(volume, window);
        volumeDeviation = new StandardDeviationIndicator(volume, window);
    }

    SymbolAnalytics update(Quote quote, double intervalVolume) {
        ZonedDateTime end = Instant.ofEpochMilli(quote.eventTimeMillis).atZone(ZoneOffset.UTC);
        Num price = DoubleNum.valueOf(quote.price);
        Num volume = DoubleNum.valueOf(intervalVolume);
        series.addBar(MINUTE, end, price, price, price, price, volume);
        int newest = series.getEndIndex();
        SymbolAnalytics a = new SymbolAnalytics();
        a.symbol = quote.symbol;
        a.price = quote.price;
        a.meanPrice = valueOf(mean, newest);
        a.priceVolatilityPopulation = valueOf(deviation, newest);
        a.priceRange = valueOf(highest, newest) - valueOf(lowest, newest);
        a.sma5 = valueOf(sma5, newest);
        a.sma10 = valueOf(sma10, newest);
        a.sma20 = valueOf(sma20, newest);
        a.momentum5Percent = valueOf(change5, newest);
        a.momentum10Percent = valueOf(change10, newest);
        a.meanVolume = valueOf(meanVolume, newest);
        a.volumeVolatility = valueOf(volumeDeviation, newest);
        return a;
    }

    private static double valueOf(Indicator<Num> indicator, int index) {
        return indicator.getValue(index).doubleValue();
    }
}
