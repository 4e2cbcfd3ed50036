// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.inbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Where repaired records come back; group {@code Replay}. */
public final class InboxOptions {

    public static final ConfigOption<String> DIRECTORY =
            ConfigOptions.key("inbox.directory")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Directory that the job watches for repaired records, for example"
                                + " s3a://bucket/bellwether/inbox: any file system that Flink has a"
                                + " plugin for. Without it the job has no inbox. To be set before"
                                + " it is needed: an inbox is a feed of the job's graph.");

    public static final ConfigOption<Duration> POLL_INTERVAL =
            ConfigOptions.key("inbox.poll-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("How often the job looks for new files in its inbox.");

    private InboxOptions() {}

    /** Whether the job has an inbox. */
    public static boolean isEnabled(ReadableConfig config) {
        return directory(config).isPresent();
    }

    /** The inbox, if there is one. */
    public static Optional<String> directory(ReadableConfig config) {
        return config.getOptional(DIRECTORY).filter(text -> !text.isBlank());
    }

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(POLL_INTERVAL).toMillis() < 100) {
            problem.accept(
                    POLL_INTERVAL, "must be at least 100 ms, was " + config.get(POLL_INTERVAL));
        }
    }
}
