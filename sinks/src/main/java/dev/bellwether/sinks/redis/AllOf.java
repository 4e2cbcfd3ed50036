// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.ArrayList;
import java.util.List;

/** The commands of several mappers for the same record, one mapper after the other. */
final class AllOf<T> implements RedisRecordMapper<T> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<RedisRecordMapper<? super T>> mappers;

    AllOf(List<RedisRecordMapper<? super T>> mappers) {
        this.mappers = new ArrayList<>(mappers);
    }

    @Override
    public void map(T record, RedisCommands commands) {
        for (int i = 0; i < mappers.size(); i++) {
            mappers.get(i).map(record, commands);
        }
    }
}
