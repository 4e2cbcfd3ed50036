// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.sinks.redis.RedisCommands;
import dev.bellwether.sinks.redis.RedisRecordMapper;

/** Counts the records on their way into Redis, on the sink's thread and without a step more. */
final class Metered<T> implements RedisRecordMapper<T> {

    private static final long serialVersionUID = 1L;

    private final RedisRecordMapper<T> mapper;

    Metered(RedisRecordMapper<T> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void map(T record, RedisCommands commands) {
        Meter.record();
        mapper.map(record, commands);
    }
}
