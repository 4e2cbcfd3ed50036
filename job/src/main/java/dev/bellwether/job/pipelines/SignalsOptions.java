// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Where the signals pipeline gets its quotes, and how it tells the passing of event time. */
public final class SignalsOptions {

    /** Ways in which quotes come in. */
    public enum FeedName {
        /** Polled from Bavest. */
        BAVEST,
        /** Read from a Kinesis stream. */
        KINESIS;

        /** As it stands in uids and names. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final ConfigOption<List<FeedName>> FEEDS =
            ConfigOptions.key("feeds")
                    .enumType(FeedName.class)
                    .asList()
                    .defaultValues(FeedName.BAVEST)
                    .withDescription(
                            "Where quotes come from: bavest, kinesis, or both. The groups of a feed"
                                    + " that is not named here are not asked for anything.");

    public static final ConfigOption<Duration> MAX_OUT_OF_ORDERNESS =
            ConfigOptions.key("watermark.max-out-of-orderness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How far the watermark stays behind the newest quote. A longer one"
                                    + " closes bars later; a shorter one makes more corrections.");

    public static final ConfigOption<Duration> IDLENESS =
            ConfigOptions.key("watermark.idleness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "After this long without a quote an input no longer holds back the"
                                    + " watermark of the others.");

    private SignalsOptions() {}

    /** Reports what is out of range. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<FeedName> feeds = config.get(FEEDS);
        if (feeds.isEmpty() || new HashSet<>(feeds).size() < feeds.size()) {
            problem.accept(FEEDS, "must name at least one feed, and each once, was " + feeds);
        }
        if (config.get(MAX_OUT_OF_ORDERNESS).isNegative()) {
            problem.accept(MAX_OUT_OF_ORDERNESS, "must not be negative");
        }
        if (config.get(IDLENESS).toMillis() <= 0) {
            problem.accept(IDLENESS, "must be longer than 0");
        }
    }
}
