// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.barfiles;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Which files are read; group {@code BarFiles}. */
public final class BarFileOptions {

    public static final ConfigOption<String> PATH =
            ConfigOptions.key("path")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "A CSV file of daily bars (date, open, high, low, close, volume,"
                                    + " symbol), plain or .gz, or a directory of them, read in the"
                                    + " order of their names; in the order of dates within.");

    public static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("poll.interval")
                    .durationType()
                    .noDefaultValue()
                    .withDescription(
                            "How often the directory is looked at for further files, at least 1 s."
                                    + " Without it the files that are there are read, and then the"
                                    + " input ends.");

    public static final ConfigOption<String> CURRENCY =
            ConfigOptions.key("currency")
                    .stringType()
                    .defaultValue("USD")
                    .withDescription("Currency of the prices, ISO 4217.");

    private BarFileOptions() {}

    /** Reports what is missing. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        if (config.getOptional(PATH).orElse("").isBlank()) {
            problem.accept(PATH, "is required: a CSV file of daily bars or a directory of them");
        }
        Duration interval = config.getOptional(POLL_INTERVAL).orElse(Duration.ofSeconds(1));
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            problem.accept(POLL_INTERVAL, "must be at least 1 s, was " + interval);
        }
        if (!config.get(CURRENCY).matches("[A-Z]{3}")) {
            problem.accept(
                    CURRENCY, "must be three capital letters, was \"" + config.get(CURRENCY) + '"');
        }
    }
}
