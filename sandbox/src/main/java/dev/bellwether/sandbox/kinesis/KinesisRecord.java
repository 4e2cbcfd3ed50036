// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.kinesis;

import java.nio.charset.StandardCharsets;

/** One record as it lies in a shard. */
public final class KinesisRecord {

    private final String shard;
    private final String sequenceNumber;
    private final String partitionKey;
    private final byte[] data;

    KinesisRecord(String shard, String sequenceNumber, String partitionKey, byte[] data) {
        this.shard = shard;
        this.sequenceNumber = sequenceNumber;
        this.partitionKey = partitionKey;
        this.data = data;
    }

    public String shard() {
        return shard;
    }

    public String sequenceNumber() {
        return sequenceNumber;
    }

    public String partitionKey() {
        return partitionKey;
    }

    public byte[] data() {
        return data.clone();
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return shard + "/" + sequenceNumber + " " + partitionKey + " (" + data.length + " bytes)";
    }
}
