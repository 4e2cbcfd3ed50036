// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A record of which at least one command was refused for good. Its other commands, if any, were
 * accepted: only the refused ones are held here.
 */
public final class RejectedRecord {

    private final List<RefusedCommand> commands;

    RejectedRecord(List<RefusedCommand> commands) {
        this.commands = List.copyOf(commands);
    }

    /** The refused commands in the order in which they were written; at least one. */
    public List<RefusedCommand> commands() {
        return commands;
    }

    /** The first refusal in one sentence, and how many more there are. */
    public String message() {
        String first = commands.get(0).toString();
        return commands.size() == 1
                ? first
                : first + " (and " + (commands.size() - 1) + " more of this record)";
    }

    /**
     * As a dead letter, whose payload is the refused commands in the protocol of Redis: after the
     * cause is mended, {@code redis-cli --pipe} replays it.
     */
    public DeadLetter toDeadLetter(long occurredMillis) {
        int length = commands.stream().mapToInt(RefusedCommand::encodedLength).sum();
        ByteBuffer payload = ByteBuffer.allocate(length);
        commands.forEach(command -> payload.put(command.encoded()));
        return DeadLetter.of(
                "redis", ReasonCode.REFUSED_BY_SERVICE, message(), payload.array(), occurredMillis);
    }

    @Override
    public String toString() {
        return message();
    }
}
