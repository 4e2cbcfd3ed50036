// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.sinks.redis.RedisCommands;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import dev.bellwether.sinks.redis.RedisSink;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The least that a job can do: reads quotes, shuffles them and writes one price for each. */
final class SmallWriteJob {

    private SmallWriteJob() {}

    static void define(DataStream<Ingested> ingested, RedisSink.Builder<Quote> redis) {
        ingested.keyBy(each -> each.quote.symbol)
                .map(each -> each.quote)
                .returns(Quote.class)
                .uid("quote")
                .sinkTo(redis.mapper(new Metered<>(new PriceOnly())).build())
                .uid("redis")
                .name("redis");
    }

    private static final class PriceOnly implements RedisRecordMapper<Quote> {

        private static final long serialVersionUID = 1L;

        private static final int SECONDS = 3_600;

        @Override
        public void map(Quote quote, RedisCommands commands) {
            commands.setExpiring(
                    "bavest:price:" + quote.symbol,
                    SECONDS,
                    Double.toString(quote.price).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
