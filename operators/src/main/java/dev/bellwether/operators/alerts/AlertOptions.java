// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** When an alert is the same again, and when it flaps; group {@code Alerts}. */
public final class AlertOptions {

    public static final ConfigOption<Duration> FLAP_WINDOW =
            ConfigOptions.key("flap.window")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(30))
                    .withDescription(
                            "A condition that begins again within so long, in event time, is the"
                                    + " same alert; 0 s: never.");

    public static final ConfigOption<Integer> FLAP_ENTRIES =
            ConfigOptions.key("flap.entries")
                    .intType()
                    .defaultValue(3)
                    .withDescription(
                            "An alert flaps when its condition has begun so often within"
                                    + " flap.window, 2 to 100.");

    public static final ConfigOption<Duration> FLAP_HOLD =
            ConfigOptions.key("flap.hold")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "An alert that flaps is resolved only when its condition has not held"
                                    + " for so long, in event time.");

    private AlertOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(FLAP_WINDOW).isNegative()) {
            problem.accept(FLAP_WINDOW, "must not be negative, was " + config.get(FLAP_WINDOW));
        }
        int entries = config.get(FLAP_ENTRIES);
        if (entries < 2 || entries > 100) {
            problem.accept(FLAP_ENTRIES, "must be between 2 and 100, was " + entries);
        }
        if (config.get(FLAP_HOLD).isNegative()) {
            problem.accept(FLAP_HOLD, "must not be negative, was " + config.get(FLAP_HOLD));
        }
    }
}
