// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** How the signals pipeline tells the passing of event time. */
public final class SignalsOptions {

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
        if (config.get(MAX_OUT_OF_ORDERNESS).isNegative()) {
            problem.accept(MAX_OUT_OF_ORDERNESS, "must not be negative");
        }
        if (config.get(IDLENESS).toMillis() <= 0) {
            problem.accept(IDLENESS, "must be longer than 0");
        }
    }
}
