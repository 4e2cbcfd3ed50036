// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.util.List;

/**
 * One record as a producer puts it on a stream, and what it is expected to become: some quotes, or
 * one dead letter. Immutable but for the bytes, which nobody changes.
 */
public final class StreamRecord {

    private final String partitionKey;
    private final byte[] data;
    private final List<Quote> quotes;
    private final Poison poison;

    private StreamRecord(String partitionKey, byte[] data, List<Quote> quotes, Poison poison) {
        this.partitionKey = partitionKey;
        this.data = data;
        this.quotes = List.copyOf(quotes);
        this.poison = poison;
    }

    static StreamRecord of(String partitionKey, byte[] data, List<Quote> quotes) {
        return new StreamRecord(partitionKey, data, quotes, null);
    }

    static StreamRecord of(String partitionKey, byte[] data, Poison poison) {
        return new StreamRecord(partitionKey, data, List.of(), poison);
    }

    /** The symbol, so that the records of one symbol stay in order in one shard. */
    public String partitionKey() {
        return partitionKey;
    }

    /** The bytes; not a copy. */
    public byte[] data() {
        return data;
    }

    /** The quotes that it holds, in order; none if it is poison. */
    public List<Quote> quotes() {
        return quotes;
    }

    public boolean isPoison() {
        return poison != null;
    }

    /** What is wrong with it; {@code null} if nothing is. */
    public Poison poison() {
        return poison;
    }

    /** The reason code of its dead letter; {@code null} if it is no poison. */
    public ReasonCode reason() {
        return poison == null ? null : poison.reason();
    }
}
