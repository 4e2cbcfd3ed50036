// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.operators.writeback.WriteBackOptions;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Options of the rolling statistics; group {@code Rolling}. */
public final class RollingOptions {

    static final int MIN_WINDOW = 2;
    static final int MAX_WINDOW = 500;

    public static final ConfigOption<Integer> WINDOW =
            ConfigOptions.key("window")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "Observations of a symbol that its statistics are taken over, 2 to 500."
                                + " State grows by about 20 bytes per observation and symbol. May"
                                + " be changed between restarts: the newest observations are"
                                + " kept.");

    public static final ConfigOption<Duration> STATE_TTL =
            ConfigOptions.key("state.ttl")
                    .durationType()
                    .defaultValue(Duration.ofDays(30))
                    .withDescription(
                            "A symbol without a quote for this long (wall clock) is forgotten and"
                                + " starts over; at least 1 min. Longer than the longest pause of a"
                                + " market, or every window restarts after it.");

    private static final Duration MIN_TTL = Duration.ofMinutes(1);

    public static final ConfigOption<MemorySize> STATE_CACHE = WriteBackOptions.CACHE;

    private RollingOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        WriteBackOptions.check(config, problem);
        int window = config.get(WINDOW);
        if (window < MIN_WINDOW || window > MAX_WINDOW) {
            problem.accept(
                    WINDOW,
                    "must be between " + MIN_WINDOW + " and " + MAX_WINDOW + ", was " + window);
        }
        Duration ttl = config.get(STATE_TTL);
        if (ttl.compareTo(MIN_TTL) < 0) {
            problem.accept(STATE_TTL, "must be at least 1 min, was " + ttl);
        }
    }
}
