// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.sessions;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** When a session begins and ends; group {@code Sessions}. */
public final class SessionOptions {

    public static final ConfigOption<String> MARKET_ZONE =
            ConfigOptions.key("market.zone")
                    .stringType()
                    .defaultValue("America/New_York")
                    .withDescription(
                            "Time zone whose local date is the session of an equity: session bars"
                                    + " cover it, and the cumulative day volume starts anew with"
                                    + " it. Crypto-assets and currencies have UTC days.");

    private SessionOptions() {}

    /** Reports a zone that does not exist. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        String zone = config.get(MARKET_ZONE);
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            problem.accept(
                    MARKET_ZONE,
                    "must be a time zone of the tz database such as America/New_York, was " + zone);
        }
    }

    /** The zone of a configuration in which {@link #check} finds nothing wrong. */
    public static ZoneId marketZone(ReadableConfig config) {
        return ZoneId.of(config.get(MARKET_ZONE));
    }
}
