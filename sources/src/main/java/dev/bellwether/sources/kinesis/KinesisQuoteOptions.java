// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What quotes of streams are taken for; group {@code KinesisQuotes}, beside {@link
 * KinesisReadOptions}.
 */
public final class KinesisQuoteOptions {

    public static final ConfigOption<String> FEED =
            ConfigOptions.key("feed")
                    .stringType()
                    .defaultValue("kinesis")
                    .withDescription(
                            "Feed of quotes that name none themselves. Quotes are de-duplicated"
                                    + " and bars made by feed.");

    public static final ConfigOption<Duration> MAX_OUT_OF_ORDERNESS =
            ConfigOptions.key("watermark.max-out-of-orderness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How far the watermark of each shard stays behind its newest quote.");

    public static final ConfigOption<Duration> IDLENESS =
            ConfigOptions.key("watermark.idleness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "After this long without a record a shard no longer holds back the"
                                    + " watermark of the others.");

    public static final ConfigOption<Duration> FUTURE_TOLERANCE =
            ConfigOptions.key("watermark.future-tolerance")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "A quote that claims to be this much younger than its arrival in the"
                                    + " stream does not move the watermark. Not more than"
                                    + " time.future-tolerance of the group Quality, which refuses"
                                    + " such quotes.");

    private KinesisQuoteOptions() {}

    /** Reports every value that is missing or makes no sense, also of the others of the group. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        KinesisReadOptions.check(config, problem);
        KinesisReadOptions.checkPositive(config, IDLENESS, problem);
        checkNotNegative(config, MAX_OUT_OF_ORDERNESS, problem);
        checkNotNegative(config, FUTURE_TOLERANCE, problem);
        if (!QuoteAssembly.isName(config.get(FEED))) {
            problem.accept(
                    FEED,
                    "must be 1 to 64 letters, digits or . _ : -, was '" + config.get(FEED) + "'");
        }
    }

    private static void checkNotNegative(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(option).isNegative()) {
            problem.accept(option, "must not be negative, was " + config.get(option));
        }
    }
}
