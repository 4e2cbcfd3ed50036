// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Severity;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** What is told, and how often; group {@code Notifications}. */
public final class DeliveryOptions {

    public static final ConfigOption<Severity> SEVERITY =
            ConfigOptions.key("severity")
                    .enumType(Severity.class)
                    .defaultValue(Severity.WARNING)
                    .withDescription(
                            "Alerts below it are told to nobody. Counts only without a policy,"
                                    + " whose routes say so themselves.");

    public static final ConfigOption<Integer> LIMIT =
            ConfigOptions.key("limit.per.hour")
                    .intType()
                    .defaultValue(10)
                    .withDescription(
                            "Messages to one address of a channel per hour, 1 to 1000: the hour"
                                    + " begins with its first message, and what is beyond is in one"
                                    + " summary at its end.");

    public static final ConfigOption<Integer> CRITICAL_LIMIT =
            ConfigOptions.key("limit.critical.per.hour")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "The same for critical alerts by themselves, which do not count for the"
                                    + " other limit; 1 to 1000.");

    public static final ConfigOption<Integer> SYMBOL_LIMIT =
            ConfigOptions.key("limit.per.symbol.per.hour")
                    .intType()
                    .defaultValue(10)
                    .withDescription(
                            "Alerts of one rule for one symbol that a user is told of per hour, 1"
                                + " to 1000; further ones are in the summary. Critical ones are not"
                                + " counted. Usual are 10 where one develops, 5 and 3 in"
                                + " production.");

    private DeliveryOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        between(config, LIMIT, problem);
        between(config, CRITICAL_LIMIT, problem);
        between(config, SYMBOL_LIMIT, problem);
    }

    private static void between(
            ReadableConfig config,
            ConfigOption<Integer> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < 1 || value > 1000) {
            problem.accept(option, "must be between 1 and 1000, was " + value);
        }
    }
}
