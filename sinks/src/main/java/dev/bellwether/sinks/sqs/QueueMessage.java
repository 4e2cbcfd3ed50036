// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** One message as it is sent and, while it waits, kept in state: a body and three attributes. */
final class QueueMessage implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String REASON = "reason";
    static final String SOURCE = "source";
    static final String SYMBOL = "symbol";

    /** What each attribute counts beside its value: its name, and {@code String}, its type. */
    private static final int ATTRIBUTE_OVERHEAD = 6 + 6;

    final String body;
    final String reason;

    /** Empty if it is not known. */
    final String source;

    /** Empty if it is not known. */
    final String symbol;

    private final long size;

    QueueMessage(String body, String reason, String source, String symbol) {
        this.body = body;
        this.reason = reason;
        this.source = source;
        this.symbol = symbol;
        this.size =
                bytes(body)
                        + bytes(reason)
                        + bytes(source)
                        + bytes(symbol)
                        + 3 * ATTRIBUTE_OVERHEAD;
    }

    /** What SQS counts: body, and names, types and values of the attributes, in UTF-8. */
    long sizeInBytes() {
        return size;
    }

    static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueMessage
                && body.equals(((QueueMessage) other).body)
                && reason.equals(((QueueMessage) other).reason)
                && source.equals(((QueueMessage) other).source)
                && symbol.equals(((QueueMessage) other).symbol);
    }

    @Override
    public int hashCode() {
        return Objects.hash(body, reason, source, symbol);
    }

    @Override
    public String toString() {
        return "QueueMessage{" + reason + ", " + source + ", " + symbol + ", " + size + " bytes}";
    }
}
