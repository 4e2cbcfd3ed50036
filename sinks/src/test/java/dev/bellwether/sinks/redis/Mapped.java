// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.Optional;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommandDescription;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisMapper;

/** A Bahir mapper of {@code key=value} texts; a text without {@code =} has no key. */
final class Mapped implements RedisMapper<String> {

    private static final long serialVersionUID = 1L;

    private final RedisCommandDescription description;
    private Integer recordTtl;
    private String recordAdditionalKey;

    private Mapped(RedisCommandDescription description) {
        this.description = description;
    }

    static Mapped to(RedisCommand command) {
        return new Mapped(new RedisCommandDescription(command));
    }

    static Mapped to(RedisCommand command, int ttl) {
        return new Mapped(new RedisCommandDescription(command, ttl));
    }

    static Mapped within(RedisCommand command, String additionalKey) {
        return new Mapped(new RedisCommandDescription(command, additionalKey));
    }

    static Mapped within(RedisCommand command, String additionalKey, int ttl) {
        return new Mapped(new RedisCommandDescription(command, additionalKey, ttl));
    }

    Mapped recordTtl(int seconds) {
        recordTtl = seconds;
        return this;
    }

    Mapped recordAdditionalKey(String key) {
        recordAdditionalKey = key;
        return this;
    }

    @Override
    public RedisCommandDescription getCommandDescription() {
        return description;
    }

    @Override
    public String getKeyFromData(String data) {
        int equals = data.indexOf('=');
        return equals < 0 ? null : data.substring(0, equals);
    }

    @Override
    public String getValueFromData(String data) {
        String value = data.substring(data.indexOf('=') + 1);
        return value.equals("null") ? null : value;
    }

    @Override
    public Optional<String> getAdditionalKey(String data) {
        return Optional.ofNullable(recordAdditionalKey);
    }

    @Override
    public Optional<Integer> getAdditionalTTL(String data) {
        return Optional.ofNullable(recordTtl);
    }
}
