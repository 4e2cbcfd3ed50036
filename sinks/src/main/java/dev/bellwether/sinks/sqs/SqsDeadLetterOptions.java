// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Which queue gets the dead letters, and how; group {@code SqsDeadLetters}. */
public final class SqsDeadLetterOptions {

    public static final ConfigOption<String> QUEUE_URL =
            ConfigOptions.key("queue.url")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of the standard queue that gets dead letters beside the files,"
                                + " such as https://sqs.eu-central-1.amazonaws.com/ACCOUNT/NAME."
                                + " Needs sqs:SendMessage. Without it and queue.name nothing is"
                                + " sent. How long messages are kept is a property of the queue:"
                                + " set its retention to 14 days, the longest that SQS has.");

    public static final ConfigOption<String> QUEUE_NAME =
            ConfigOptions.key("queue.name")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name of the queue instead of its address; needs sqs:GetQueueUrl too.");

    public static final ConfigOption<MemorySize> MESSAGE_MAX_SIZE =
            ConfigOptions.key("message.max-size")
                    .memoryType()
                    .defaultValue(MemorySize.parse("256kb"))
                    .withDescription(
                            "Longest message, and longest batch of up to 10, that the queue takes:"
                                + " 256 kb in every queue, up to 1 mb where the queue's"
                                + " MaximumMessageSize says so. A longer dead letter is cut; the"
                                + " files keep the whole.");

    public static final ConfigOption<Duration> BATCH_LINGER =
            ConfigOptions.key("batch.linger")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription("Longest wait of a dead letter for others of its batch.");

    public static final ConfigOption<Integer> MAX_IN_FLIGHT =
            ConfigOptions.key("max.in-flight")
                    .intType()
                    .defaultValue(2)
                    .withDescription("Requests on their way at once, per parallel instance.");

    public static final ConfigOption<Integer> MAX_BUFFERED =
            ConfigOptions.key("max.buffered")
                    .intType()
                    .defaultValue(200)
                    .withDescription(
                            "Dead letters that wait to be sent, per parallel instance, before the"
                                    + " job is slowed; each takes up to message.max-size of memory"
                                    + " and, with a checkpoint, of state.");

    public static final ConfigOption<Duration> REQUEST_TIMEOUT =
            ConfigOptions.key("request.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Longest wait for the answer to one request.");

    public static final ConfigOption<Duration> RETRY_PAUSE_MAX =
            ConfigOptions.key("retry.pause.max")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Longest pause before what could not be sent is sent again; pauses"
                                    + " begin at 100 ms and double. There is no last attempt.");

    /** SendMessageBatch takes no more. */
    static final int MAX_BATCH = 10;

    private static final long LARGEST_MESSAGE = 1024 * 1024;
    private static final long SMALLEST_MESSAGE = 4 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private SqsDeadLetterOptions() {}

    /** Whether a queue is named at all. */
    public static boolean isEnabled(ReadableConfig config) {
        return text(config, QUEUE_URL).isPresent() || text(config, QUEUE_NAME).isPresent();
    }

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        Optional<String> url = text(config, QUEUE_URL);
        Optional<String> name = text(config, QUEUE_NAME);
        if (url.isPresent() && name.isPresent()) {
            problem.accept(QUEUE_NAME, "must not stand beside queue.url: give one of them");
        }
        url.ifPresent(text -> checkUrl(text, problem));
        name.ifPresent(text -> checkName(QUEUE_NAME, text, problem));
        long size = config.get(MESSAGE_MAX_SIZE).getBytes();
        if (size < SMALLEST_MESSAGE || size > LARGEST_MESSAGE) {
            problem.accept(MESSAGE_MAX_SIZE, "must be from 4 kb to 1 mb, was " + size + " bytes");
        }
        checkPositive(config, BATCH_LINGER, problem);
        checkPositive(config, REQUEST_TIMEOUT, problem);
        checkPositive(config, RETRY_PAUSE_MAX, problem);
        int inFlight = config.get(MAX_IN_FLIGHT);
        if (inFlight < 1 || inFlight > 50) {
            problem.accept(MAX_IN_FLIGHT, "must be from 1 to 50, was " + inFlight);
        }
        int buffered = config.get(MAX_BUFFERED);
        if (buffered <= MAX_BATCH || buffered > 100_000) {
            problem.accept(MAX_BUFFERED, "must be from 11 to 100000, was " + buffered);
        }
    }

    static Optional<String> text(ReadableConfig config, ConfigOption<String> option) {
        return config.getOptional(option).filter(value -> !value.isBlank());
    }

    private static void checkUrl(String text, BiConsumer<ConfigOption<?>, String> problem) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            problem.accept(QUEUE_URL, "is no address: " + e.getMessage());
            return;
        }
        boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        boolean acceptable =
                "https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme()));
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || !acceptable || path.length() < 2) {
            problem.accept(
                    QUEUE_URL,
                    "must be an address such as https://sqs.eu-central-1.amazonaws.com/ACCOUNT/NAME"
                            + ", or http:// on this machine, was "
                            + text);
            return;
        }
        checkName(QUEUE_URL, path.substring(path.lastIndexOf('/') + 1), problem);
    }

    private static void checkName(
            ConfigOption<String> option, String name, BiConsumer<ConfigOption<?>, String> problem) {
        if (name.endsWith(".fifo")) {
            problem.accept(option, "must be a standard queue, " + name + " is a FIFO queue");
        } else if (!NAME.matcher(name).matches()) {
            problem.accept(
                    option, "must name a queue with letters, digits, - and _, was '" + name + "'");
        }
    }

    private static void checkPositive(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(option).toMillis() < 1) {
            problem.accept(option, "must be at least 1 ms, was " + config.get(option));
        }
    }
}
