// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.job.JobSettings.Purpose;
import dev.bellwether.benchmarks.pipeline.source.TapeSource;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sinks.redis.RedisEndpoint;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import dev.bellwether.sinks.redis.RedisSink;
import dev.bellwether.sinks.redis.quotes.QuoteKeys;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Lays out the job that is asked for. */
final class Jobs {

    private static final String PREFIX = "bavest";

    private Jobs() {}

    static void define(
            StreamExecutionEnvironment environment,
            JobSettings settings,
            Purpose purpose,
            RedisEndpoint redis) {
        switch (settings.kind) {
            case SIGNALS:
                // Bars have state of their own, which no formula is held against.
                SignalsJob.define(
                        ingested(environment),
                        sink(redis),
                        purpose == Purpose.LATENCY,
                        purpose == Purpose.STATE
                                ? new Timeframe[0]
                                : new Timeframe[] {Timeframe.SESSION});
                break;
            case PASS_THROUGH:
                PassThroughJob.define(ingested(environment), sink(redis));
                break;
            case SMALL_WRITE:
                SmallWriteJob.define(ingested(environment), RedisSink.builder(redis));
                break;
            case SQL:
                SqlJob.define(environment, new QuoteColumns(new QuoteReader()), sink(redis));
                break;
            default:
                throw new IllegalStateException("no job for " + settings.kind);
        }
    }

    private static RedisSink.Builder<AnalyzedQuote> sink(RedisEndpoint redis) {
        RedisRecordMapper<AnalyzedQuote> keys = new Metered<>(QuoteKeys.all(PREFIX));
        return RedisSink.<AnalyzedQuote>builder(redis).mapper(keys);
    }

    private static DataStream<Ingested> ingested(StreamExecutionEnvironment environment) {
        return environment
                .fromSource(
                        new TapeSource<>(
                                environment.getParallelism(),
                                new QuoteReader(),
                                TypeInformation.of(Ingested.class)),
                        WatermarkStrategy.noWatermarks(),
                        "tape")
                .uid("tape");
    }
}
