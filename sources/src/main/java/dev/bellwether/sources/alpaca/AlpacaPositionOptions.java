// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Whose positions are polled, and when; group {@code AlpacaPositions}. */
public final class AlpacaPositionOptions {

    public static final ConfigOption<String> ACCOUNT =
            ConfigOptions.key("account")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name under which the account of the API key is kept, in letters,"
                                    + " digits, - and _; not its number. Without one no positions"
                                    + " are polled.");

    public static final ConfigOption<String> SCHEDULE_CRON =
            ConfigOptions.key("schedule.cron")
                    .stringType()
                    .defaultValue("0 6,10-16 * * *")
                    .withDescription(
                            "Times of polls on trading days, in New York, as a cron expression: 5"
                                    + " fields as UNIX cron, 6 or 7 as Quartz. A job that starts"
                                    + " without state polls at once.");

    public static final ConfigOption<Boolean> TRADING_DAYS_ONLY =
            AlpacaBarOptions.TRADING_DAYS_ONLY;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private AlpacaPositionOptions() {}

    /** Whether positions are polled at all. */
    public static boolean isEnabled(ReadableConfig config) {
        return config.getOptional(ACCOUNT).isPresent();
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        config.getOptional(ACCOUNT)
                .filter(name -> !NAME.matcher(name).matches())
                .ifPresent(
                        name ->
                                problem.accept(
                                        ACCOUNT,
                                        "must be 1 to 40 letters, digits, - or _, was \""
                                                + name
                                                + '"'));
        try {
            Schedule.cron(config.get(SCHEDULE_CRON), UsSessions.ZONE);
        } catch (IllegalArgumentException e) {
            problem.accept(SCHEDULE_CRON, "must be a cron expression: " + e.getMessage());
        }
    }
}
