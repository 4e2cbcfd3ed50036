// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Which streams are read, and how, whatever is in them; of each group that reads Kinesis. */
public final class KinesisReadOptions {

    /** How records are fetched. */
    public enum Reading {
        /** GetRecords: 5 calls/s and 2 MB/s of each shard, shared by all who poll it. */
        POLLING,
        /**
         * SubscribeToShard: 2 MB/s of each shard for this consumer alone, pushed, at extra cost.
         */
        FAN_OUT
    }

    /** Where reading begins when there is no checkpoint or savepoint. */
    public enum Start {
        LATEST,
        TRIM_HORIZON,
        AT_TIMESTAMP
    }

    public static final ConfigOption<List<String>> STREAMS =
            ConfigOptions.key("streams")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription("Names of the streams to read, with ; between them; 1 to 20.");

    public static final ConfigOption<Reading> READING =
            ConfigOptions.key("reading")
                    .enumType(Reading.class)
                    .defaultValue(Reading.POLLING)
                    .withDescription(
                            "How records are fetched: by polling, of whose rate all readers of a"
                                    + " shard have one share; or pushed by enhanced fan-out.");

    public static final ConfigOption<String> CONSUMER_NAME =
            ConfigOptions.key("consumer.name")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name under which this application registers for enhanced fan-out. Of"
                                    + " two applications with one name only one is served.");

    public static final ConfigOption<Start> START =
            ConfigOptions.key("start.position")
                    .enumType(Start.class)
                    .defaultValue(Start.LATEST)
                    .withDescription(
                            "Where reading begins when there is no checkpoint or savepoint: with"
                                    + " what comes from now on, with the oldest that is kept, or"
                                    + " at start.timestamp. Shards that appear later are always"
                                    + " read from their beginning.");

    public static final ConfigOption<String> START_TIMESTAMP =
            ConfigOptions.key("start.timestamp")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Instant (ISO 8601, UTC) of arrival from which to read, for"
                                    + " start.position at_timestamp.");

    public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
            ConfigOptions.key("shards.discovery.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How often new shards are looked for. Records of a shard that was split"
                                    + " or merged wait for it.");

    public static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("poll.interval")
                    .durationType()
                    .defaultValue(Duration.ofMillis(250))
                    .withDescription(
                            "Pause between two polls of a shard. A shard answers 5 polls a second,"
                                    + " of all who read it together.");

    public static final ConfigOption<MemorySize> MAX_RECORD_SIZE =
            ConfigOptions.key("record.max-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(1).divide(4))
                    .withDescription(
                            "Longest record that is looked at, also when unzipped, at most 16 mb;"
                                    + " a longer one is a dead letter.");

    private static final int MOST_STREAMS = 20;
    private static final long LARGEST_RECORD = 16L << 20;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    private KinesisReadOptions() {}

    /** Reports every value that is missing or makes no sense. */
    static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        checkStreams(config, problem);
        String consumer = config.getOptional(CONSUMER_NAME).orElse("");
        if (config.get(READING) == Reading.FAN_OUT && consumer.isEmpty()) {
            problem.accept(CONSUMER_NAME, "is required for reading fan_out");
        } else if (!consumer.isEmpty() && !NAME.matcher(consumer).matches()) {
            problem.accept(
                    CONSUMER_NAME, "must be 1 to 128 letters, digits or _ . -, was " + consumer);
        }
        checkStart(config, problem);
        checkPositive(config, DISCOVERY_INTERVAL, problem);
        checkPositive(config, POLL_INTERVAL, problem);
        long size = config.get(MAX_RECORD_SIZE).getBytes();
        if (size < 1 || size > LARGEST_RECORD) {
            problem.accept(MAX_RECORD_SIZE, "must be between 1 b and 16 mb, was " + size + " b");
        }
    }

    private static void checkStreams(
            ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<String> streams = config.getOptional(STREAMS).orElse(List.of());
        if (streams.isEmpty() || streams.size() > MOST_STREAMS) {
            problem.accept(
                    STREAMS,
                    "must name 1 to " + MOST_STREAMS + " streams, named " + streams.size());
        }
        Set<String> seen = new HashSet<>();
        for (String stream : streams) {
            if (!NAME.matcher(stream).matches()) {
                problem.accept(STREAMS, "must be names of streams, '" + stream + "' cannot be one");
            }
            if (!seen.add(stream)) {
                problem.accept(STREAMS, "names " + stream + " twice");
            }
        }
    }

    private static void checkStart(
            ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        String timestamp = config.getOptional(START_TIMESTAMP).orElse("");
        if (timestamp.isEmpty()) {
            if (config.get(START) == Start.AT_TIMESTAMP) {
                problem.accept(START_TIMESTAMP, "is required for start.position at_timestamp");
            }
            return;
        }
        try {
            Instant.parse(timestamp);
        } catch (DateTimeException e) {
            problem.accept(
                    START_TIMESTAMP,
                    "must be an instant such as 2025-03-22T10:00:00Z, was " + timestamp);
        }
    }

    static void checkPositive(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(option).toMillis() <= 0) {
            problem.accept(option, "must be at least 1 ms, was " + config.get(option));
        }
    }
}
