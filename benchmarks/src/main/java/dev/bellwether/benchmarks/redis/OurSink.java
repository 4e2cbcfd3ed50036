// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import dev.bellwether.sinks.redis.RedisEndpoint;
import dev.bellwether.sinks.redis.RedisSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Ends the job with our sink; its class path has our client. */
final class OurSink {

    private OurSink() {}

    static void attach(
            DataStream<Long> numbers, String host, int port, int depth, KeyAndValue mapper) {
        numbers.sinkTo(
                RedisSink.<Long>builder(RedisEndpoint.single(host, port).build())
                        .mapper(mapper)
                        .batchSize(depth)
                        .build());
    }
}
