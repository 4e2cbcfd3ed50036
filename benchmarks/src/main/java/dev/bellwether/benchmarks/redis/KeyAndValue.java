// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommandDescription;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisMapper;

/**
 * Writes number n as {@code SETEX key:000000000n 3600 value}: the command that redis-benchmark is
 * told to send, with its form of keys.
 */
final class KeyAndValue implements RedisMapper<Long> {

    static final int SECONDS = 3_600;

    private static final long serialVersionUID = 1L;

    private static final byte[] KEY = "key:000000000000".getBytes(StandardCharsets.US_ASCII);

    private final long keys;
    private final String value;

    KeyAndValue(long keys, int valueBytes) {
        this.keys = keys;
        this.value = value(valueBytes);
    }

    static String value(int bytes) {
        byte[] letters = new byte[bytes];
        Arrays.fill(letters, (byte) 'x');
        return new String(letters, StandardCharsets.US_ASCII);
    }

    @Override
    public RedisCommandDescription getCommandDescription() {
        return new RedisCommandDescription(RedisCommand.SETEX, SECONDS);
    }

    @Override
    public String getKeyFromData(Long number) {
        byte[] key = KEY.clone();
        long rest = number % keys;
        for (int i = key.length - 1; rest > 0; i--) {
            key[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String getValueFromData(Long number) {
        return value;
    }
}
