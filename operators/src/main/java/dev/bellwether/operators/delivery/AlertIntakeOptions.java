// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** How alerts of other applications are taken; group {@code KinesisAlerts}. */
public final class AlertIntakeOptions {

    public static final ConfigOption<Duration> HOLD =
            ConfigOptions.key("endless.hold")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "An alert whose sender never says that it is over is over when it was"
                                    + " not sent again for so long; until then what is sent of the"
                                    + " same type and symbol is the same alert.");

    public static final ConfigOption<Duration> MEMORY =
            ConfigOptions.key("repetitions.memory")
                    .durationType()
                    .defaultValue(Duration.ofDays(2))
                    .withDescription(
                            "How long after its end an alert is remembered, so that repeated and"
                                    + " older changes of it are told apart. Not less than what is"
                                    + " read is kept in the streams.");

    private AlertIntakeOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        checkPositive(config, HOLD, problem);
        checkPositive(config, MEMORY, problem);
    }

    private static void checkPositive(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(option).toMillis() < 1) {
            problem.accept(option, "must be at least 1 ms, was " + config.get(option));
        }
    }
}
