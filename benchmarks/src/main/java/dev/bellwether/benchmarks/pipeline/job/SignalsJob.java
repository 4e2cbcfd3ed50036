// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.job.pipelines.Feed;
import dev.bellwether.job.pipelines.SignalsPipeline;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.bars.BarOptions;
import dev.bellwether.sinks.redis.RedisSink;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The signals pipeline itself: {@link SignalsPipeline} with its default options but for the bars,
 * and the Redis sink with all its families of keys. Bars are computed and thrown away; dead letters
 * are counted.
 */
final class SignalsJob {

    private SignalsJob() {}

    /**
     * @param redis with its mapper
     * @param timed whether latencies are measured
     * @param timeframes of the bars
     */
    static void define(
            DataStream<Ingested> ingested,
            RedisSink.Builder<AnalyzedQuote> redis,
            boolean timed,
            Timeframe... timeframes) {
        Configuration defaults = new Configuration();
        Configuration bars = new Configuration();
        bars.set(
                BarOptions.TIMEFRAMES,
                Arrays.stream(timeframes).map(Timeframe::label).collect(Collectors.toList()));
        new SignalsPipeline(defaults, defaults, defaults, defaults, bars)
                .define(List.of(Feed.of("kinesis", ingested)), new Ends(redis, timed));
    }

    private static final class Ends implements SignalsPipeline.Ends {

        private final RedisSink.Builder<AnalyzedQuote> redis;
        private final boolean timed;

        Ends(RedisSink.Builder<AnalyzedQuote> redis, boolean timed) {
            this.redis = redis;
            this.timed = timed;
        }

        @Override
        public void valid(Feed feed, DataStream<Quote> quotes) {
            // nobody is published to
        }

        @Override
        public DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> analyzed) {
            DataStream<AnalyzedQuote> written =
                    timed ? analyzed.map(new Timed()).uid("timed").name("timed") : analyzed;
            return redis.build().writeTo(written).uid("redis").name("redis");
        }

        @Override
        public void bars(Timeframe timeframe, DataStream<Bar> bars) {
            bars.sinkTo(new DiscardingSink<>()).uid("bars-" + timeframe.label() + "-nowhere");
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> deadLetters) {
            deadLetters
                    .process(new DeadLetterCount())
                    .uid("dead-letter-count")
                    .sinkTo(new DiscardingSink<>())
                    .uid("dead-letters-nowhere");
        }
    }
}
