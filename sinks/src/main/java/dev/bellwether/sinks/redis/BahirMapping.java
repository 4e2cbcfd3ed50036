// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommandDescription;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisMapper;
import redis.clients.jedis.Protocol;

/**
 * Writes what Bahir's sink writes for the same mapper: same commands, same meaning of key, value,
 * additional key and additional time to live.
 *
 * <p>Two differences, both where Bahir would fail or be silent: a key that is {@code null} means
 * that the record has nothing for this mapper, and a time to live is obeyed by every command that
 * leaves a key behind (Bahir does so for SETEX, HSET, HINCRBY, INCRBY_EX and DESCRBY_EX, and
 * ignores it with the others). Commands other than SETEX set it by an EXPIRE behind them.
 */
final class BahirMapping<T> implements RedisRecordMapper<T> {

    private static final long serialVersionUID = 1L;

    private final RedisMapper<? super T> mapper;
    private final RedisCommandDescription description;

    BahirMapping(RedisMapper<? super T> mapper) {
        this.mapper = mapper;
        this.description = mapper.getCommandDescription();
        if (description == null) {
            throw new IllegalArgumentException(mapper.getClass() + " describes no command");
        }
    }

    @Override
    public void map(T record, RedisCommands commands) {
        byte[] key = RedisCommands.bytes(mapper.getKeyFromData(record));
        if (key == null) {
            return;
        }
        Integer ttl = ttl(record);
        switch (description.getCommand()) {
            case LPUSH:
                keyAndValue(Protocol.Command.LPUSH, key, record, ttl, commands);
                break;
            case RPUSH:
                keyAndValue(Protocol.Command.RPUSH, key, record, ttl, commands);
                break;
            case SADD:
                keyAndValue(Protocol.Command.SADD, key, record, ttl, commands);
                break;
            case SET:
                keyAndValue(Protocol.Command.SET, key, record, ttl, commands);
                break;
            case PFADD:
                keyAndValue(Protocol.Command.PFADD, key, record, ttl, commands);
                break;
            case INCRBY:
            case INCRBY_EX:
                keyAndValue(Protocol.Command.INCRBY, key, record, ttl, commands);
                break;
            case DECRBY:
            case DESCRBY_EX:
                keyAndValue(Protocol.Command.DECRBY, key, record, ttl, commands);
                break;
            case PUBLISH:
                commands.add(Protocol.Command.PUBLISH, key, value(record));
                break;
            case SETEX:
                commands.add(
                        Protocol.Command.SETEX,
                        key,
                        ttl == null ? null : RedisCommands.number(ttl),
                        value(record));
                break;
            case ZADD:
                inner(Protocol.Command.ZADD, record, ttl, commands, value(record), key);
                break;
            case ZINCRBY:
                inner(Protocol.Command.ZINCRBY, record, ttl, commands, value(record), key);
                break;
            case ZREM:
                commands.add(Protocol.Command.ZREM, additionalKey(record), key);
                break;
            case HSET:
                inner(Protocol.Command.HSET, record, ttl, commands, key, value(record));
                break;
            case HINCRBY:
                inner(Protocol.Command.HINCRBY, record, ttl, commands, key, value(record));
                break;
            default:
                throw new IllegalArgumentException(
                        "unknown command of the mapper: " + description.getCommand());
        }
    }

    private void keyAndValue(
            Protocol.Command name, byte[] key, T record, Integer ttl, RedisCommands commands) {
        commands.add(name, key, value(record));
        expire(key, ttl, commands);
    }

    /** A command on an element within the additional key. */
    private void inner(
            Protocol.Command name,
            T record,
            Integer ttl,
            RedisCommands commands,
            byte[] first,
            byte[] second) {
        byte[] outer = additionalKey(record);
        commands.add(name, outer, first, second);
        expire(outer, ttl, commands);
    }

    private static void expire(byte[] key, Integer ttl, RedisCommands commands) {
        if (ttl != null) {
            commands.add(Protocol.Command.EXPIRE, key, RedisCommands.number(ttl));
        }
    }

    private byte[] value(T record) {
        return RedisCommands.bytes(mapper.getValueFromData(record));
    }

    private byte[] additionalKey(T record) {
        return RedisCommands.bytes(
                mapper.getAdditionalKey(record).orElse(description.getAdditionalKey()));
    }

    private Integer ttl(T record) {
        return mapper.getAdditionalTTL(record).orElse(description.getAdditionalTTL());
    }

    @Override
    public String toString() {
        RedisCommand command = description.getCommand();
        return command + " by " + mapper.getClass().getName();
    }
}
