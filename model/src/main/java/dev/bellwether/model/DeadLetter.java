// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Bytes that could not be used, kept with the reason so that they can be looked at and replayed.
 *
 * <p>The payload is what arrived, byte for byte, up to {@link #MAX_PAYLOAD_BYTES}; a longer one is
 * cut and {@link #originalLength} tells its true size.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}; nor is its payload.
 */
@TypeInfo(DeadLetterSerializer.TypeFactory.class)
public class DeadLetter {

    /** Longest payload that is kept, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 1024 * 1024;

    /** Where it came from: a feed, a stream, a sink. */
    public String source;

    /** Which part of a partitioned source it came from, such as a shard; else {@code null}. */
    public String partition;

    /** Where in that part it stood, such as a sequence number; else {@code null}. */
    public String position;

    public ReasonCode reason;

    /** One sentence for a person: what was wrong with which field. */
    public String message;

    /** What it is about, if that much could be read. */
    public String symbol;

    /** The original bytes, at most {@link #MAX_PAYLOAD_BYTES} of them. */
    public byte[] payload = new byte[0];

    /** Length of the original in bytes; larger than the payload's if that was cut. */
    public int originalLength;

    /** When it was set aside, epoch milliseconds UTC. */
    public long occurredMillis;

    public DeadLetter() {}

    public static DeadLetter of(
            String source,
            ReasonCode reason,
            String message,
            byte[] original,
            long occurredMillis) {
        DeadLetter letter = new DeadLetter();
        letter.source = source;
        letter.reason = reason;
        letter.message = message;
        letter.originalLength = original.length;
        letter.payload =
                original.length > MAX_PAYLOAD_BYTES
                        ? Arrays.copyOf(original, MAX_PAYLOAD_BYTES)
                        : original;
        letter.occurredMillis = occurredMillis;
        return letter;
    }

    /**
     * Says where in a partitioned source it stood.
     *
     * @return this
     */
    public DeadLetter at(String partition, String position) {
        this.partition = partition;
        this.position = position;
        return this;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DeadLetter)) {
            return false;
        }
        DeadLetter that = (DeadLetter) other;
        return originalLength == that.originalLength
                && occurredMillis == that.occurredMillis
                && Objects.equals(source, that.source)
                && Objects.equals(partition, that.partition)
                && Objects.equals(position, that.position)
                && reason == that.reason
                && Objects.equals(message, that.message)
                && Objects.equals(symbol, that.symbol)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                source, partition, position, reason, symbol, originalLength, occurredMillis);
    }

    @Override
    public String toString() {
        return "DeadLetter{"
                + source
                + (partition == null ? "" : " " + partition + " " + position)
                + ", "
                + reason
                + ", "
                + message
                + ", "
                + originalLength
                + " bytes}";
    }
}
