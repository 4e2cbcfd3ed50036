// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.connectors.redis.RedisSink;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisPoolConfig;

/** Ends the job with Bahir's sink; its class path has the newest client that it runs with. */
final class BahirSink {

    private BahirSink() {}

    @SuppressWarnings("deprecation")
    static void attach(DataStream<Long> numbers, String host, int port, KeyAndValue mapper) {
        numbers.addSink(
                new RedisSink<>(
                        new FlinkJedisPoolConfig.Builder().setHost(host).setPort(port).build(),
                        mapper));
    }
}
