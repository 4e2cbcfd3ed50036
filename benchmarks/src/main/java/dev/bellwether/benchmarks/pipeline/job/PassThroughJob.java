// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.PeCategory;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.Trend;
import dev.bellwether.model.VolatilityBand;
import dev.bellwether.sinks.redis.RedisSink;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What is left when nothing is computed and nothing kept: quotes are read, go to the task of their
 * symbol and are written by the same writer, with the same commands of the same size, because
 * made-up figures stand where the statistics would.
 */
final class PassThroughJob {

    private PassThroughJob() {}

    static void define(DataStream<Ingested> ingested, RedisSink.Builder<AnalyzedQuote> redis) {
        ingested.keyBy(each -> each.quote.symbol)
                .map(new MadeUpFigures())
                .uid("made-up-figures")
                .name("made-up figures")
                .sinkTo(redis.build())
                .uid("redis")
                .name("redis");
    }

    /** As many fields and digits as the real ones have. */
    static final class MadeUpFigures implements MapFunction<Ingested, AnalyzedQuote> {

        private static final long serialVersionUID = 1L;

        private static final double FIGURE = 0.12345678901234567;

        @Override
        public AnalyzedQuote map(Ingested ingested) {
            Quote quote = ingested.quote;
            SymbolAnalytics analytics = new SymbolAnalytics();
            analytics.symbol = quote.symbol;
            analytics.eventTimeMillis = quote.eventTimeMillis;
            analytics.price = quote.price;
            analytics.currency = quote.currency;
            analytics.feed = quote.feed;
            analytics.window = 20;
            analytics.observations = 20;
            analytics.ready = true;
            prices(analytics);
            volumes(analytics);
            if (Double.isFinite(quote.eps) && quote.eps != 0) {
                analytics.peRatio = 17.25;
            }
            analytics.peCategory = PeCategory.GROWTH_STOCK;
            analytics.valuationSignal = SignalDirection.HOLD;
            analytics.signalDirection = SignalDirection.HOLD;
            return AnalyzedQuote.of(quote, analytics);
        }

        private static void prices(SymbolAnalytics analytics) {
            analytics.meanPrice = 100 + FIGURE;
            analytics.medianPrice = 101.25;
            analytics.priceVolatility = 1 + FIGURE;
            analytics.priceVolatilityPopulation = 2 + FIGURE;
            analytics.priceRange = 3 + FIGURE;
            analytics.priceChangePercent = 4 + FIGURE;
            analytics.lastChangePercent = FIGURE;
            analytics.sma5 = 102 + FIGURE;
            analytics.sma10 = 103 + FIGURE;
            analytics.sma20 = 104 + FIGURE;
            analytics.momentum5 = 5 + FIGURE;
            analytics.momentum5Percent = 6 + FIGURE;
            analytics.momentum10 = 7 + FIGURE;
            analytics.momentum10Percent = 8 + FIGURE;
            analytics.priceVsSma10Percent = 9 + FIGURE;
            analytics.priceVsSma20Percent = 1.5 + FIGURE;
            analytics.logReturnVolatility = FIGURE / 100;
            analytics.trend = Trend.SIDEWAYS;
            analytics.volatilityBand = VolatilityBand.LOW;
        }

        private static void volumes(SymbolAnalytics analytics) {
            analytics.intervalVolume = 12_345;
            analytics.meanVolume = 12_345.65;
            analytics.medianVolume = 12_345.5;
            analytics.totalVolume = 246_913;
            analytics.volumeVolatility = 1_234 + FIGURE;
            analytics.volumeRatio = 1 + FIGURE;
        }
    }
}
