// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Whose drawdowns are ranked; group {@code Drawdowns}. */
public final class DrawdownsOptions {

    public static final ConfigOption<String> UNIVERSE_FILE =
            ConfigOptions.key("universe.file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "The symbols that are expected: a file with one a line, or CSV with a"
                                    + " column ticker or symbol; or russell-1000, the list of"
                                    + " February 2026 that comes along. Without it, whatever the"
                                    + " files of bars hold is ranked, and coverage is not known.");

    private DrawdownsOptions() {}

    /** Reports a name that cannot be one. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        if (config.getOptional(UNIVERSE_FILE).filter(String::isBlank).isPresent()) {
            problem.accept(UNIVERSE_FILE, "must be a file, or russell-1000, was blank");
        }
    }
}
