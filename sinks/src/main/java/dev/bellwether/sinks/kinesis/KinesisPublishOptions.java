// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Which stream gets the polled quotes, and how; group {@code KinesisPublish}. */
public final class KinesisPublishOptions {

    public static final ConfigOption<String> STREAM =
            ConfigOptions.key("stream")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name of the stream that gets the polled quotes. Needs"
                                    + " kinesis:PutRecords. Without it nothing is published. Must"
                                    + " not be the stream that the job reads.");

    public static final ConfigOption<Integer> BATCH_MAX_RECORDS =
            ConfigOptions.key("batch.max-records")
                    .intType()
                    .defaultValue(500)
                    .withDescription("Quotes in one request, 1 to 500.");

    public static final ConfigOption<MemorySize> BATCH_MAX_SIZE =
            ConfigOptions.key("batch.max-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(5))
                    .withDescription("Size of one request, 1 mb to 5 mb.");

    public static final ConfigOption<Duration> BATCH_LINGER =
            ConfigOptions.key("batch.linger")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription("Longest wait of a quote for others of its request.");

    public static final ConfigOption<Integer> MAX_IN_FLIGHT =
            ConfigOptions.key("max.in-flight")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "Requests on their way at once, per parallel instance. With 1 the"
                                    + " quotes of a symbol stay in order unless one of them has to"
                                    + " be sent again; with more they may overtake each other.");

    public static final ConfigOption<Integer> MAX_BUFFERED =
            ConfigOptions.key("max.buffered")
                    .intType()
                    .defaultValue(10_000)
                    .withDescription(
                            "Quotes that wait to be sent, per parallel instance, before the job is"
                                    + " slowed; about 600 bytes each, in state too.");

    public static final ConfigOption<Duration> REQUEST_TIMEOUT =
            ConfigOptions.key("request.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("Longest wait for the answer to one request.");

    public static final ConfigOption<Boolean> FAIL_ON_ERROR =
            ConfigOptions.key("fail.on-error")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether any refusal, throttling included, fails the job. Otherwise"
                                    + " refused quotes are sent again until they are accepted; a"
                                    + " stream that does not exist always fails the job.");

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private KinesisPublishOptions() {}

    /** Whether a stream is named at all. */
    public static boolean isEnabled(ReadableConfig config) {
        return stream(config).isPresent();
    }

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        stream(config)
                .filter(name -> !NAME.matcher(name).matches())
                .ifPresent(
                        name ->
                                problem.accept(
                                        STREAM,
                                        "must be letters, digits, '_', '.' and '-', was '"
                                                + name
                                                + "'"));
        int records = config.get(BATCH_MAX_RECORDS);
        if (records < 1 || records > 500) {
            problem.accept(BATCH_MAX_RECORDS, "must be from 1 to 500, was " + records);
        }
        long size = config.get(BATCH_MAX_SIZE).getBytes();
        if (size < KinesisSink.MAX_RECORD_BYTES || size > 5 * 1024 * 1024) {
            problem.accept(BATCH_MAX_SIZE, "must be from 1 mb to 5 mb, was " + size + " bytes");
        }
        if (config.get(BATCH_LINGER).toMillis() < 1) {
            problem.accept(BATCH_LINGER, "must be at least 1 ms, was " + config.get(BATCH_LINGER));
        }
        int inFlight = config.get(MAX_IN_FLIGHT);
        if (inFlight < 1 || inFlight > 50) {
            problem.accept(MAX_IN_FLIGHT, "must be from 1 to 50, was " + inFlight);
        }
        int buffered = config.get(MAX_BUFFERED);
        if (buffered <= records) {
            problem.accept(MAX_BUFFERED, "must be more than batch.max-records, was " + buffered);
        }
        if (config.get(REQUEST_TIMEOUT).toMillis() < 1) {
            problem.accept(
                    REQUEST_TIMEOUT, "must be at least 1 ms, was " + config.get(REQUEST_TIMEOUT));
        }
    }

    static Optional<String> stream(ReadableConfig config) {
        return config.getOptional(STREAM).filter(name -> !name.isBlank());
    }
}
