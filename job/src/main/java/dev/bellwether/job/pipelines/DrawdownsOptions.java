// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.sources.universe.Universe;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Whose drawdowns are ranked, and where bars come from; group {@code Drawdowns}. */
public final class DrawdownsOptions {

    /** A feed of daily bars. */
    public enum BarFeed {
        /** Polled each trading day, or for a range of days; group {@code AlpacaBars}. */
        ALPACA,
        /** CSV files; group {@code BarFiles}. */
        FILES
    }

    public static final ConfigOption<List<BarFeed>> FEEDS =
            ConfigOptions.key("feeds")
                    .enumType(BarFeed.class)
                    .asList()
                    .defaultValues(BarFeed.FILES)
                    .withDescription(
                            "Where daily bars come from, with ; between several: alpaca, files. The"
                                    + " bars of a symbol may come from more than one, for example"
                                    + " its history from files.");

    public static final ConfigOption<String> UNIVERSE_FILE =
            ConfigOptions.key("universe.file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "The symbols that are expected: a file with one a line, or CSV with a"
                                    + " column ticker or symbol; or russell-1000, the list of"
                                    + " February 2026 that comes along. That list if it is not"
                                    + " given and alpaca is among the feeds; with files alone"
                                    + " whatever they hold is ranked, and coverage is not known.");

    private DrawdownsOptions() {}

    /** The list that is to be read; {@code null} if whatever comes is expected. */
    public static String universe(ReadableConfig config) {
        String byDefault =
                config.get(FEEDS).contains(BarFeed.ALPACA) ? Universe.RUSSELL_1000 : null;
        return config.getOptional(UNIVERSE_FILE).orElse(byDefault);
    }

    /** Reports a name that cannot be one. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(FEEDS).isEmpty()) {
            problem.accept(FEEDS, "must name at least one: alpaca, files");
        }
        if (config.getOptional(UNIVERSE_FILE).filter(String::isBlank).isPresent()) {
            problem.accept(UNIVERSE_FILE, "must be a file, or russell-1000, was blank");
        }
    }
}
