// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol;

/**
 * Takes the commands of one record, in order.
 *
 * <p>Arrays are not copied: they must not change after they were handed over. Texts are sent in
 * UTF-8. A value that is missing or larger than Redis takes is not sent; the record then counts as
 * rejected.
 */
public final class RedisCommands {

    private final long maxValueBytes;
    private final List<Command> commands = new ArrayList<>();
    private final List<RefusedCommand> refused = new ArrayList<>();
    private long record;

    RedisCommands(long maxValueBytes) {
        this.maxValueBytes = maxValueBytes;
    }

    /** {@code SET key value}: for ever. */
    public void set(String key, byte[] value) {
        add(Protocol.Command.SET, bytes(key), value);
    }

    /** {@code SETEX key seconds value}: gone when the time is over. */
    public void setExpiring(String key, int seconds, byte[] value) {
        add(Protocol.Command.SETEX, bytes(key), number(seconds), value);
    }

    /** {@code SADD key member}. */
    public void addToSet(String key, byte[] member) {
        add(Protocol.Command.SADD, bytes(key), member);
    }

    /** {@code EXPIRE key seconds}: the whole key is gone when the time is over. */
    public void expire(String key, int seconds) {
        add(Protocol.Command.EXPIRE, bytes(key), number(seconds));
    }

    /** Any command that writes one key, given as its first argument, and answers at once. */
    void add(Protocol.Command name, byte[]... arguments) {
        for (byte[] argument : arguments) {
            if (argument == null) {
                refuse(name, "the mapper gave no value", arguments);
                return;
            }
            if (argument.length > maxValueBytes) {
                refuse(
                        name,
                        argument.length
                                + " bytes are more than the "
                                + maxValueBytes
                                + " that are sent",
                        arguments);
                return;
            }
        }
        commands.add(new Command(record, name, arguments));
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] number(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    void begin(long number) {
        record = number;
        commands.clear();
        refused.clear();
    }

    List<Command> commands() {
        return commands;
    }

    List<RefusedCommand> refused() {
        return refused;
    }

    private void refuse(Protocol.Command name, String why, byte[]... arguments) {
        byte[][] present = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            present[i] = arguments[i] == null ? new byte[0] : arguments[i];
        }
        refused.add(new Command(record, name, present).refusal(why));
    }
}
