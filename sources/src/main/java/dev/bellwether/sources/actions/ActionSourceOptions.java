// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.actions;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Where people say what they do about alerts; group {@code Alerts}. */
public final class ActionSourceOptions {

    public static final ConfigOption<String> DIRECTORY =
            ConfigOptions.key("actions.directory")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "A folder on any file system that Flink knows, where files of actions"
                                    + " appear, each once and whole: ./bellwether ack writes them."
                                    + " Without it it is alert-actions below Files.directory.");

    public static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("actions.poll.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(2))
                    .withDescription("How often it is looked at, 100 ms to 1 h.");

    private static final String FOLDER = "alert-actions";

    private ActionSourceOptions() {}

    /**
     * Where the files are.
     *
     * @param files the directory of the job's files
     */
    public static String directory(ReadableConfig alerts, String files) {
        return alerts.getOptional(DIRECTORY)
                .orElse(files.endsWith("/") ? files + FOLDER : files + "/" + FOLDER);
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        Duration interval = config.get(POLL_INTERVAL);
        if (interval.toMillis() < 100 || interval.compareTo(Duration.ofHours(1)) > 0) {
            problem.accept(POLL_INTERVAL, "must be between 100 ms and 1 h, was " + interval);
        }
    }
}
