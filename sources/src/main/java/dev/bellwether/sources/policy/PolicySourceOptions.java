// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.policy;

import dev.bellwether.clients.aws.dynamodb.TableNames;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Where the policy comes from; group {@code Notifications}. */
public final class PolicySourceOptions {

    public static final ConfigOption<String> FILE =
            ConfigOptions.key("policy.file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Who is told of what, how and when: a file on any file system that"
                                + " Flink knows, read again while the job runs. Without it every"
                                + " alert of the severity goes to every channel.");

    public static final ConfigOption<String> USERS_TABLE =
            ConfigOptions.key("policy.users.dynamodb.table")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "A table of DynamoDB with a user of the policy in each item, hash key"
                                    + " user_id, read as a whole as often as the file. It is read"
                                    + " when the job starts, too, and must be there then.");

    public static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("policy.poll.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("How often file and table are read, 1 s to 1 d.");

    private PolicySourceOptions() {}

    /** The table of users, if one is named. */
    public static Optional<String> table(ReadableConfig config) {
        return config.getOptional(USERS_TABLE).filter(name -> !name.isBlank());
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        Duration interval = config.get(POLL_INTERVAL);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0
                || interval.compareTo(Duration.ofDays(1)) > 0) {
            problem.accept(POLL_INTERVAL, "must be between 1 s and 1 d, was " + interval);
        }
        TableNames.check(config, USERS_TABLE, problem);
        if (table(config).isPresent() && config.getOptional(FILE).isEmpty()) {
            problem.accept(USERS_TABLE, "needs policy.file, which says what its users are told of");
        }
    }
}
