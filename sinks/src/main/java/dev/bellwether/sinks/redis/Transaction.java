// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The commands of one record between MULTI and EXEC: no other client sees some of them done and
 * some not. Redis does not roll back: a command that is refused only when it is executed leaves the
 * others done, while one that cannot even be queued leaves all undone.
 */
final class Transaction extends Request {

    private final List<Command> commands;
    private Verdict worst;
    private String said;
    private HostAndPort ask;

    Transaction(long record, List<Command> commands) {
        super(record);
        this.commands = List.copyOf(commands);
    }

    @Override
    int commands() {
        return commands.size();
    }

    @Override
    List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>(commands.size());
        commands.forEach(command -> keys.add(command.key()));
        return keys;
    }

    @Override
    boolean overwrites() {
        return commands.stream().allMatch(Command::overwrites);
    }

    @Override
    void send(Connection connection) {
        connection.sendCommand(Protocol.Command.MULTI);
        commands.forEach(command -> command.send(connection));
        connection.sendCommand(Protocol.Command.EXEC);
    }

    @Override
    void receive(Connection connection) {
        worst = Verdict.ACCEPTED;
        said = null;
        ask = null;
        commands.forEach(Request::again);
        readControl(connection);
        for (Command command : commands) {
            readQueued(connection, command);
        }
        readExecuted(connection);
        if (ask == null || worst == Verdict.FATAL) {
            answered(worst, said);
        } else {
            redirected(ask, said);
        }
    }

    @Override
    void refusals(Consumer<RefusedCommand> refused) {
        boolean none = commands.stream().noneMatch(Transaction::isRejected);
        for (Command command : commands) {
            if (isRejected(command)) {
                refused.accept(command.refusal(command.problem()));
            } else if (none) {
                refused.accept(command.refusal(problem()));
            }
        }
    }

    private static boolean isRejected(Command command) {
        return command.verdict() == Verdict.REJECTED;
    }

    private void readControl(Connection connection) {
        try {
            connection.getOne();
        } catch (JedisDataException e) {
            note(e);
        }
    }

    private void readQueued(Connection connection, Command command) {
        try {
            connection.getOne();
        } catch (JedisDataException e) {
            command.answered(note(e), Answers.withoutEcho(e.getMessage()));
        }
    }

    private void readExecuted(Connection connection) {
        Object executed;
        try {
            executed = connection.getOne();
        } catch (JedisDataException e) {
            if (worst == Verdict.ACCEPTED) {
                note(e);
            } else if (worst == Verdict.REJECTED) {
                refuseAll(e);
            }
            return;
        }
        List<?> answers = (List<?>) executed;
        for (int i = 0; i < commands.size(); i++) {
            Object answer = answers.get(i);
            if (answer instanceof JedisDataException) {
                JedisDataException e = (JedisDataException) answer;
                commands.get(i).answered(note(e), Answers.withoutEcho(e.getMessage()));
            } else {
                commands.get(i).answered(Verdict.ACCEPTED, null);
            }
        }
    }

    /** One could not be queued, so none was done: all of them belong with the refused ones. */
    private void refuseAll(JedisDataException aborted) {
        for (Command command : commands) {
            if (command.verdict() == null) {
                command.answered(Verdict.REJECTED, Answers.withoutEcho(aborted.getMessage()));
            }
        }
    }

    private Verdict note(JedisDataException e) {
        Verdict verdict = Answers.verdict(e.getMessage());
        if (e instanceof JedisAskDataException) {
            ask = ((JedisAskDataException) e).getTargetNode();
        }
        if (said == null || verdict.compareTo(worst) > 0) {
            said = Answers.withoutEcho(e.getMessage());
        }
        worst = worst.worse(verdict);
        return verdict;
    }
}
