// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;

/** One command of one record. */
final class Command extends Request {

    private final Protocol.Command name;
    private final byte[] key;
    private final CommandArguments arguments;

    /**
     * @param arguments of the command, the first of which is its key
     */
    Command(long record, Protocol.Command name, byte[]... arguments) {
        super(record);
        this.name = name;
        this.key = arguments[0];
        this.arguments = new CommandArguments(name);
        for (byte[] argument : arguments) {
            this.arguments.add(new RawBytes(argument));
        }
    }

    @Override
    int commands() {
        return 1;
    }

    byte[] key() {
        return key;
    }

    @Override
    List<byte[]> keys() {
        return List.of(key);
    }

    @Override
    boolean overwrites() {
        switch (name) {
            case SET:
            case SETEX:
            case HSET:
            case SADD:
            case ZADD:
            case ZREM:
            case EXPIRE:
                return true;
            default:
                return false;
        }
    }

    @Override
    void send(Connection connection) {
        connection.sendCommand(arguments);
    }

    @Override
    void receive(Connection connection) {
        try {
            connection.getOne();
            answered(Verdict.ACCEPTED, null);
        } catch (JedisAskDataException e) {
            redirected(e.getTargetNode(), e.getMessage());
        } catch (JedisDataException e) {
            answered(Answers.verdict(e.getMessage()), Answers.withoutEcho(e.getMessage()));
        }
    }

    @Override
    void refusals(Consumer<RefusedCommand> refused) {
        refused.accept(refusal(problem()));
    }

    RefusedCommand refusal(String answer) {
        return new RefusedCommand(
                name.name(), new String(key, StandardCharsets.UTF_8), answer, encode());
    }

    private byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "*" + arguments.size());
        for (Rawable argument : arguments) {
            line(out, "$" + argument.getRaw().length);
            out.writeBytes(argument.getRaw());
            line(out, "");
        }
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
