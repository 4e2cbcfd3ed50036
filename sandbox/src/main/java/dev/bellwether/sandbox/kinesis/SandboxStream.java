// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One stream of {@link SandboxKinesis}: writes, reads, splits and merges it. Not for measurements:
 * every call waits for its answer.
 */
public final class SandboxStream {

    // Limits of the service itself.
    private static final int MAX_BATCH = 500;
    private static final int MAX_BATCH_BYTES = 4 << 20;

    private static final long ACTIVE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final KinesisJson api;
    private final String name;

    SandboxStream(KinesisJson api, String name) {
        this.api = api;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Writes one record. */
    public void put(String partitionKey, byte[] data) {
        api.call(
                "PutRecord",
                KinesisJson.request(name).put("PartitionKey", partitionKey).put("Data", data));
    }

    /** Writes one record of text. */
    public void put(String partitionKey, String text) {
        put(partitionKey, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes records in their order, in as few calls as the service allows.
     *
     * @throws IllegalStateException if one of them is refused
     */
    public void putAll(List<byte[]> records, Function<byte[], String> partitionKey) {
        ArrayNode batch = KinesisJson.MAPPER.createArrayNode();
        long bytes = 0;
        for (byte[] record : records) {
            String key = partitionKey.apply(record);
            int size = record.length + key.length();
            if (batch.size() == MAX_BATCH || (bytes + size > MAX_BATCH_BYTES && bytes > 0)) {
                putBatch(batch);
                batch = KinesisJson.MAPPER.createArrayNode();
                bytes = 0;
            }
            batch.addObject().put("PartitionKey", key).put("Data", record);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            putBatch(batch);
        }
    }

    private void putBatch(ArrayNode batch) {
        ObjectNode request = KinesisJson.request(name);
        request.set("Records", batch);
        JsonNode answer = api.call("PutRecords", request);
        int refused = answer.path("FailedRecordCount").asInt();
        if (refused != 0) {
            throw new IllegalStateException(refused + " records were refused: " + answer);
        }
    }

    /** All shards, closed ones too, in the order of their ids. */
    public List<KinesisShard> shards() {
        List<KinesisShard> shards = new ArrayList<>();
        for (JsonNode shard : api.call("ListShards", KinesisJson.request(name)).path("Shards")) {
            JsonNode range = shard.path("HashKeyRange");
            shards.add(
                    new KinesisShard(
                            shard.path("ShardId").asText(),
                            shard.path("ParentShardId").asText(null),
                            new BigInteger(range.path("StartingHashKey").asText()),
                            new BigInteger(range.path("EndingHashKey").asText()),
                            !shard.path("SequenceNumberRange").has("EndingSequenceNumber")));
        }
        return shards;
    }

    /** Splits a shard in the middle of its range; returns when the stream is active again. */
    public void split(String shard) {
        KinesisShard parent =
                shards().stream()
                        .filter(candidate -> candidate.id().equals(shard))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no shard " + shard));
        BigInteger middle =
                parent.firstHash().add(parent.lastHash()).shiftRight(1).add(BigInteger.ONE);
        api.call(
                "SplitShard",
                KinesisJson.request(name)
                        .put("ShardToSplit", shard)
                        .put("NewStartingHashKey", middle.toString()));
        awaitActive();
    }

    /** Merges two shards whose ranges touch; returns when the stream is active again. */
    public void merge(String shard, String neighbour) {
        api.call(
                "MergeShards",
                KinesisJson.request(name)
                        .put("ShardToMerge", shard)
                        .put("AdjacentShardToMerge", neighbour));
        awaitActive();
    }

    /**
     * Everything that is in the stream now: shard after shard in the order of their ids, each in
     * its own order.
     */
    public List<KinesisRecord> readAll() {
        List<KinesisRecord> records = new ArrayList<>();
        for (KinesisShard shard : shards()) {
            read(shard.id(), records);
        }
        return records;
    }

    private void read(String shard, List<KinesisRecord> records) {
        JsonNode first =
                api.call(
                        "GetShardIterator",
                        KinesisJson.request(name)
                                .put("ShardId", shard)
                                .put("ShardIteratorType", "TRIM_HORIZON"));
        String iterator = first.path("ShardIterator").asText(null);
        while (iterator != null) {
            JsonNode answer =
                    api.call(
                            "GetRecords",
                            KinesisJson.MAPPER
                                    .createObjectNode()
                                    .put("ShardIterator", iterator)
                                    .put("Limit", 10_000));
            JsonNode page = answer.path("Records");
            for (JsonNode record : page) {
                records.add(record(shard, record));
            }
            boolean atTip = answer.path("MillisBehindLatest").asLong() == 0;
            iterator =
                    page.isEmpty() && atTip ? null : answer.path("NextShardIterator").asText(null);
        }
    }

    private static KinesisRecord record(String shard, JsonNode record) {
        try {
            return new KinesisRecord(
                    shard,
                    record.path("SequenceNumber").asText(),
                    record.path("PartitionKey").asText(),
                    record.path("Data").binaryValue());
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator sent data that is not Base64", e);
        }
    }

    /** Returns when the stream takes and gives records. */
    void awaitActive() {
        long deadline = System.nanoTime() + ACTIVE_NANOS;
        while (!isActive()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(name + " does not become active");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isActive() {
        return "ACTIVE"
                .equals(
                        api.call("DescribeStreamSummary", KinesisJson.request(name))
                                .path("StreamDescriptionSummary")
                                .path("StreamStatus")
                                .asText());
    }
}
