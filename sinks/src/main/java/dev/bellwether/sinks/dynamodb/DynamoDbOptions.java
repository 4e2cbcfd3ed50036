// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.clients.aws.dynamodb.TableNames;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Which tables of DynamoDB are written, and how; group {@code DynamoDb}. */
public final class DynamoDbOptions {

    public static final ConfigOption<String> ALERTS_TABLE =
            ConfigOptions.key("alerts.table")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Table that gets every change of every alert: hash key alert_id (S),"
                                    + " range key revision (N). Needs dynamodb:BatchWriteItem, and"
                                    + " dynamodb:DescribeTable for a check at the start. Without it"
                                    + " nothing is written.");

    public static final ConfigOption<Duration> ALERTS_TTL =
            ConfigOptions.key("alerts.ttl")
                    .durationType()
                    .defaultValue(Duration.ofDays(90))
                    .withDescription(
                            "How long after it was written a change of an alert expires; the"
                                + " attribute ttl, in epoch seconds. It counts only if the table's"
                                + " time to live is on.");

    public static final ConfigOption<String> QUOTES_TABLE =
            ConfigOptions.key("quotes.table")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Table that gets every analyzed quote: hash key symbol (S), range key"
                                    + " timestamp (S). Without it nothing is written.");

    public static final ConfigOption<Duration> QUOTES_TTL =
            ConfigOptions.key("quotes.ttl")
                    .durationType()
                    .defaultValue(Duration.ofDays(7))
                    .withDescription("The same for quotes.");

    public static final ConfigOption<Duration> BATCH_LINGER =
            ConfigOptions.key("batch.linger")
                    .durationType()
                    .defaultValue(Duration.ofMillis(200))
                    .withDescription("Longest wait of an item for others of its batch of 25.");

    public static final ConfigOption<Integer> MAX_IN_FLIGHT =
            ConfigOptions.key("max.in-flight")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Requests on their way at once, per table and subtask.");

    public static final ConfigOption<Integer> MAX_BUFFERED =
            ConfigOptions.key("max.buffered")
                    .intType()
                    .defaultValue(1_000)
                    .withDescription(
                            "Items that wait to be written, per table and subtask, before the job"
                                + " is slowed; they are in memory and, with a checkpoint, in its"
                                + " state.");

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
                            "Longest pause before what was not written is written again; pauses"
                                    + " begin at 50 ms and double. There is no last attempt.");

    private static final Duration LONGEST_TTL = Duration.ofDays(3650);

    private DynamoDbOptions() {}

    /** Whether changes of alerts are written. */
    public static boolean writesAlerts(ReadableConfig config) {
        return table(config, ALERTS_TABLE).isPresent();
    }

    /** Whether quotes are written. */
    public static boolean writesQuotes(ReadableConfig config) {
        return table(config, QUOTES_TABLE).isPresent();
    }

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        TableNames.check(config, ALERTS_TABLE, problem);
        TableNames.check(config, QUOTES_TABLE, problem);
        if (writesAlerts(config)
                && table(config, ALERTS_TABLE).equals(table(config, QUOTES_TABLE))) {
            problem.accept(QUOTES_TABLE, "must not be the table of alerts: their keys differ");
        }
        checkTtl(config, ALERTS_TTL, problem);
        checkTtl(config, QUOTES_TTL, problem);
        checkPositive(config, BATCH_LINGER, problem);
        checkPositive(config, REQUEST_TIMEOUT, problem);
        checkPositive(config, RETRY_PAUSE_MAX, problem);
        int inFlight = config.get(MAX_IN_FLIGHT);
        if (inFlight < 1 || inFlight > 50) {
            problem.accept(MAX_IN_FLIGHT, "must be from 1 to 50, was " + inFlight);
        }
        int buffered = config.get(MAX_BUFFERED);
        if (buffered < TableQueue.MAX_BATCH || buffered > 100_000) {
            problem.accept(MAX_BUFFERED, "must be from 25 to 100000, was " + buffered);
        }
    }

    static Optional<String> table(ReadableConfig config, ConfigOption<String> option) {
        return config.getOptional(option).filter(value -> !value.isBlank());
    }

    private static void checkTtl(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        Duration ttl = config.get(option);
        if (ttl.compareTo(Duration.ofHours(1)) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
            problem.accept(option, "must be from 1 h to 3650 d, was " + ttl);
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
