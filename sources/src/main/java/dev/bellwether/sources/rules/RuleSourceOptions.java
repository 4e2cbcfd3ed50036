// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.rules;

import dev.bellwether.clients.aws.dynamodb.TableNames;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Where rules come from; group {@code Rules}. */
public final class RuleSourceOptions {

    public static final ConfigOption<String> FILE =
            ConfigOptions.key("file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "A file of rules on any file system that Flink knows, read again while"
                                + " the job runs. Without it there are only the built-in ones.");

    public static final ConfigOption<String> DYNAMODB_TABLE =
            ConfigOptions.key("dynamodb.table")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "A table of DynamoDB with a rule in each item, read again as a whole"
                                + " while the job runs; hash key id (S). Needs dynamodb:Scan. It is"
                                + " read when the job starts, too, and must be there then.");

    public static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("poll.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("How often file and table are read, 1 s to 1 d.");

    public static final ConfigOption<Boolean> BUILT_IN =
            ConfigOptions.key("built-in")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the rules that come with the application run: price-move,"
                                    + " volume-spike, unusual-return, unusual-volume, gap,"
                                    + " deep-drawdown, stale-feed.");

    private RuleSourceOptions() {}

    /** The table of rules, if one is named. */
    public static Optional<String> table(ReadableConfig config) {
        return config.getOptional(DYNAMODB_TABLE).filter(name -> !name.isBlank());
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        Duration interval = config.get(POLL_INTERVAL);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0
                || interval.compareTo(Duration.ofDays(1)) > 0) {
            problem.accept(POLL_INTERVAL, "must be between 1 s and 1 d, was " + interval);
        }
        TableNames.check(config, DYNAMODB_TABLE, problem);
        if (config.getOptional(FILE).isEmpty()
                && table(config).isEmpty()
                && !config.get(BUILT_IN)) {
            problem.accept(
                    FILE, "or dynamodb.table must be given if the built-in rules do not run");
        }
    }
}
