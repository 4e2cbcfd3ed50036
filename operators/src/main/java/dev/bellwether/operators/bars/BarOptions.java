// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.writeback.WriteBackOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Which bars are made and how long they can be corrected; group {@code Bars}. */
public final class BarOptions {

    public static final ConfigOption<List<String>> TIMEFRAMES =
            ConfigOptions.key("timeframes")
                    .stringType()
                    .asList()
                    .defaultValues("1min", "5min", "session")
                    .withDescription(
                            "Which bars are made, separated by semicolons: 1min, 5min, session."
                                    + " Each costs one keyed step and one window per symbol.");

    public static final ConfigOption<Duration> ALLOWED_LATENESS =
            ConfigOptions.key("allowed.lateness")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "How long after its end (event time) a bar is kept so that a late quote"
                                    + " can correct it; every correction is emitted with the next"
                                    + " revision. Quotes later than that are dead letters.");

    public static final ConfigOption<MemorySize> STATE_CACHE = WriteBackOptions.CACHE;

    private BarOptions() {}

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        WriteBackOptions.check(config, problem);
        List<String> labels = config.get(TIMEFRAMES);
        String allowed =
                Arrays.stream(Timeframe.values())
                        .map(Timeframe::label)
                        .collect(Collectors.joining(", "));
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            if (timeframe(label) == null) {
                problem.accept(TIMEFRAMES, "must be some of " + allowed + ", was " + label);
            } else if (!seen.add(label)) {
                problem.accept(TIMEFRAMES, "must name each only once, has " + label + " twice");
            }
        }
        Duration lateness = config.get(ALLOWED_LATENESS);
        if (lateness.isNegative() || lateness.compareTo(Duration.ofDays(7)) > 0) {
            problem.accept(ALLOWED_LATENESS, "must be between 0 and 7 days, was " + lateness);
        }
    }

    /** The timeframes that are asked for, in their order; unknown labels are left out. */
    public static List<Timeframe> timeframes(ReadableConfig config) {
        List<Timeframe> timeframes = new ArrayList<>();
        for (String label : config.get(TIMEFRAMES)) {
            Timeframe timeframe = timeframe(label);
            if (timeframe != null) {
                timeframes.add(timeframe);
            }
        }
        return timeframes;
    }

    private static Timeframe timeframe(String label) {
        for (Timeframe timeframe : Timeframe.values()) {
            if (timeframe.label().equals(label)) {
                return timeframe;
            }
        }
        return null;
    }
}
