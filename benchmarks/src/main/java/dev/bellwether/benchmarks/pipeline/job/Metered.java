// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.sinks.redis.CoalescingMapper;
import dev.bellwether.sinks.redis.RedisCommands;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the records on their way into Redis, on the sink's thread and without a step more; those
 * that a later one of their batch overwrites count too.
 */
final class Metered<T> implements CoalescingMapper<T> {

    private static final long serialVersionUID = 1L;

    private final RedisRecordMapper<T> mapper;

    Metered(RedisRecordMapper<T> mapper) {
        this.mapper = mapper;
    }

    @Override
    public int[] remaining(List<T> records) {
        Meter.records(records.size());
        if (mapper instanceof CoalescingMapper) {
            return ((CoalescingMapper<T>) mapper).remaining(records);
        }
        int[] all = new int[records.size()];
        Arrays.fill(all, -1);
        return all;
    }

    @Override
    public void map(T record, int parts, RedisCommands commands) {
        if (mapper instanceof CoalescingMapper) {
            ((CoalescingMapper<T>) mapper).map(record, parts, commands);
        } else {
            mapper.map(record, commands);
        }
    }

    @Override
    public void map(T record, RedisCommands commands) {
        Meter.records(1);
        mapper.map(record, commands);
    }
}
