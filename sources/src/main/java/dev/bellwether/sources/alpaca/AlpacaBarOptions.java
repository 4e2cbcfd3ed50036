// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** When daily bars are polled, and how far back; group {@code AlpacaBars}. */
public final class AlpacaBarOptions {

    public static final ConfigOption<String> SCHEDULE_CRON =
            ConfigOptions.key("schedule.cron")
                    .stringType()
                    .defaultValue("0,10,20 6 * * *")
                    .withDescription(
                            "Times of polls in New York, as a cron expression: 5 fields as UNIX"
                                    + " cron, 6 or 7 as Quartz. The first one of a day asks for the"
                                    + " session before; the others ask again, for what failed or"
                                    + " came late, until the ranking is closed.");

    public static final ConfigOption<Boolean> TRADING_DAYS_ONLY =
            ConfigOptions.key("schedule.trading-days.only")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether days without a session have no polls.");

    public static final ConfigOption<Boolean> AT_START =
            ConfigOptions.key("schedule.at-start")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether a job that starts without state polls at once, for the latest"
                                    + " past firing, instead of waiting for the next one.");

    public static final ConfigOption<Integer> LOOKBACK =
            ConfigOptions.key("lookback.sessions")
                    .intType()
                    .defaultValue(6)
                    .withDescription(
                            "Sessions that are asked for each time, 1 to 100: those before the"
                                    + " newest bring corrections, and what an earlier poll did not"
                                    + " get. After a longer time without polls it is all sessions"
                                    + " since then.");

    public static final ConfigOption<Integer> WARM_UP =
            ConfigOptions.key("warm-up.sessions")
                    .intType()
                    .defaultValue(250)
                    .withDescription(
                            "Sessions before these that are asked for where a symbol was never"
                                + " polled, 0 to 1000. They fill its window and are not ranked.");

    public static final ConfigOption<String> RANGE_FROM =
            ConfigOptions.key("range.from")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "First day of a back-fill, as an ISO date (2025-01-02). With range.to"
                                    + " the job asks for all sessions of the range, ranks them, and"
                                    + " ends.");

    public static final ConfigOption<String> RANGE_TO =
            ConfigOptions.key("range.to")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Last day of a back-fill, as an ISO date.");

    public static final ConfigOption<Boolean> CORPORATE_ACTIONS =
            ConfigOptions.key("corporate-actions")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the corporate actions of the same sessions are asked for, one"
                                    + " more request a chunk. A move that looks like a split is"
                                    + " believed three sessions later if none explains it; without,"
                                    + " it is suspect as long as it matters. In a back-fill the"
                                    + " newest Drawdown.correction.sessions of each step are"
                                    + " corrected.");

    public static final ConfigOption<Integer> CHUNK_SIZE =
            ConfigOptions.key("chunk.size")
                    .intType()
                    .defaultValue(100)
                    .withDescription(
                            "Symbols in one request, 1 to 1000. A page of the answer has 10000 bars"
                                    + " of all of them together.");

    public static final ConfigOption<Integer> PARALLELISM =
            ConfigOptions.key("parallelism")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Readers that poll side by side, 1 to 128; each has its part of the"
                                    + " rate limit.");

    private AlpacaBarOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        try {
            Schedule.cron(config.get(SCHEDULE_CRON), UsSessions.ZONE);
        } catch (IllegalArgumentException e) {
            problem.accept(SCHEDULE_CRON, "must be a cron expression: " + e.getMessage());
        }
        between(config, LOOKBACK, 1, 100, problem);
        between(config, WARM_UP, 0, 1000, problem);
        between(config, CHUNK_SIZE, 1, 1000, problem);
        between(config, PARALLELISM, 1, 128, problem);
        Optional<LocalDate> from = date(config, RANGE_FROM, problem);
        Optional<LocalDate> to = date(config, RANGE_TO, problem);
        if (config.getOptional(RANGE_FROM).isPresent() != isBounded(config)) {
            problem.accept(
                    isBounded(config) ? RANGE_FROM : RANGE_TO, "must be given: a range has both");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            problem.accept(RANGE_TO, "must not be before " + from.get() + ", was " + to.get());
        }
    }

    /** Whether the source comes to an end. */
    public static boolean isBounded(ReadableConfig config) {
        return config.getOptional(RANGE_TO).isPresent();
    }

    private static Optional<LocalDate> date(
            ReadableConfig config,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        try {
            return config.getOptional(option).map(LocalDate::parse);
        } catch (DateTimeException e) {
            problem.accept(
                    option, "must be an ISO date such as 2025-01-02, was " + config.get(option));
            return Optional.empty();
        }
    }

    private static void between(
            ReadableConfig config,
            ConfigOption<Integer> option,
            int least,
            int most,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < least || value > most) {
            problem.accept(option, "must be between " + least + " and " + most + ", was " + value);
        }
    }
}
