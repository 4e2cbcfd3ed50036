// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;

/** Which patterns are looked for, and what they are; group {@code Patterns}. */
public final class PatternOptions {

    /** Longer windows than that would keep what nobody remembers. */
    private static final Duration LONGEST = Duration.ofDays(90);

    public static final ConfigOption<Boolean> ENABLED =
            ConfigOptions.key("enabled")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether any pattern is looked for.");

    public static final ConfigOption<List<PatternName>> NAMES =
            ConfigOptions.key("names")
                    .enumType(PatternName.class)
                    .asList()
                    .defaultValues(PatternName.values())
                    .withDescription(
                            "Which patterns are looked for, each once. Capitulation needs signals"
                                    + " and drawdowns, market_stress drawdowns, the others"
                                    + " signals; without these they are left out.");

    public static final ConfigOption<Double> DRAWDOWN_LEVEL =
            ConfigOptions.key("drawdown.level.percent")
                    .doubleType()
                    .defaultValue(-20.0)
                    .withDescription(
                            "A symbol has fallen when it is this far from its peak, or further;"
                                    + " above -100, below 0.");

    public static final ConfigOption<Double> DRAWDOWN_LEAVE =
            ConfigOptions.key("drawdown.leave.fraction")
                    .doubleType()
                    .defaultValue(0.8)
                    .withDescription(
                            "A symbol that has fallen has come back above this fraction of the"
                                    + " level; above 0, at most 1.");

    public static final ConfigOption<Integer> CAPITULATION_SESSIONS =
            ConfigOptions.key("capitulation.sessions")
                    .intType()
                    .defaultValue(3)
                    .withDescription(
                            "Capitulation is a volume spike in the session of a fall or in so many"
                                    + " after it; 1 to 20.");

    public static final ConfigOption<Duration> CAPITULATION_HOLD =
            hold("capitulation.hold", Duration.ofDays(3));

    public static final ConfigOption<Integer> FLASH_ANOMALIES =
            ConfigOptions.key("flash.anomalies")
                    .intType()
                    .defaultValue(3)
                    .withDescription(
                            "A flash move is so many anomalies of the price in one direction within"
                                    + " flash.window; 2 to 20.");

    public static final ConfigOption<Duration> FLASH_WINDOW =
            window("flash.window", Duration.ofMinutes(5), "The anomalies of a flash move are");

    public static final ConfigOption<Duration> FLASH_HOLD =
            hold("flash.hold", Duration.ofMinutes(15));

    public static final ConfigOption<Duration> REVERSAL_WINDOW =
            window("reversal.window", Duration.ofDays(3), "A move and what turns it are");

    public static final ConfigOption<Duration> REVERSAL_HOLD =
            hold("reversal.hold", Duration.ofDays(1));

    public static final ConfigOption<Duration> CONFIRMATION_WINDOW =
            window(
                    "confirmation.window",
                    Duration.ofMinutes(30),
                    "A move and the volume that confirms it are");

    public static final ConfigOption<Duration> CONFIRMATION_HOLD =
            hold("confirmation.hold", Duration.ofHours(1));

    public static final ConfigOption<Integer> MARKET_SYMBOLS =
            ConfigOptions.key("market.symbols")
                    .intType()
                    .defaultValue(10)
                    .withDescription(
                            "The market is under stress when so many symbols have fallen, and"
                                    + " market.fraction of all; at least 2.");

    public static final ConfigOption<Double> MARKET_FRACTION =
            ConfigOptions.key("market.fraction")
                    .doubleType()
                    .defaultValue(0.2)
                    .withDescription(
                            "The same as a fraction of all symbols with a drawdown; 0 to 1.");

    public static final ConfigOption<Double> MARKET_LEAVE =
            ConfigOptions.key("market.leave.fraction")
                    .doubleType()
                    .defaultValue(0.8)
                    .withDescription(
                            "The stress is over when fewer have fallen than this fraction of what"
                                    + " began it; above 0, at most 1.");

    public static final ConfigOption<Duration> MARKET_WINDOW =
            window(
                    "market.window",
                    Duration.ofDays(7),
                    "A fall counts for so long, and those of a stress are");

    public static final ConfigOption<Duration> SILENT_AFTER =
            ConfigOptions.key("silent.after")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "A feed without any quote for so long, on the clock on the wall, while"
                                    + " a market that it quotes is open, is silent; 1 s to 1 d.");

    private PatternOptions() {}

    private static ConfigOption<Duration> window(String key, Duration value, String what) {
        return ConfigOptions.key(key)
                .durationType()
                .defaultValue(value)
                .withDescription(
                        what + " less than this apart, in event time; above 0, at most 90 d.");
    }

    private static ConfigOption<Duration> hold(String key, Duration value) {
        return ConfigOptions.key(key)
                .durationType()
                .defaultValue(value)
                .withDescription(
                        "It is over when it was not seen again for so long, in event time; above"
                                + " 0, at most 90 d.");
    }

    /** Whether this one is looked for. */
    public static boolean isOn(ReadableConfig patterns, PatternName name) {
        return patterns.get(ENABLED) && patterns.get(NAMES).contains(name);
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<PatternName> names = config.get(NAMES);
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            problem.accept(
                    NAMES,
                    "must name at least one pattern, and each once, was "
                            + names
                            + "; enabled = false is for none");
        }
        double level = config.get(DRAWDOWN_LEVEL);
        if (!(level > -100 && level < 0)) {
            problem.accept(DRAWDOWN_LEVEL, "must be above -100 and below 0, was " + level);
        }
        fraction(config, DRAWDOWN_LEAVE, problem);
        fraction(config, MARKET_LEAVE, problem);
        between(config, CAPITULATION_SESSIONS, 1, 20, problem);
        between(config, FLASH_ANOMALIES, 2, 20, problem);
        between(config, MARKET_SYMBOLS, 2, Integer.MAX_VALUE, problem);
        double least = config.get(MARKET_FRACTION);
        if (!(least >= 0 && least <= 1)) {
            problem.accept(MARKET_FRACTION, "must be between 0 and 1, was " + least);
        }
        for (ConfigOption<Duration> option :
                List.of(
                        CAPITULATION_HOLD,
                        FLASH_WINDOW,
                        FLASH_HOLD,
                        REVERSAL_WINDOW,
                        REVERSAL_HOLD,
                        CONFIRMATION_WINDOW,
                        CONFIRMATION_HOLD,
                        MARKET_WINDOW)) {
            between(config, option, Duration.ofMillis(1), LONGEST, problem);
        }
        between(config, SILENT_AFTER, Duration.ofSeconds(1), Duration.ofDays(1), problem);
    }

    private static void fraction(
            ReadableConfig config,
            ConfigOption<Double> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        double value = config.get(option);
        if (!(value > 0 && value <= 1)) {
            problem.accept(option, "must be above 0 and at most 1, was " + value);
        }
    }

    private static void between(
            ReadableConfig config,
            ConfigOption<Integer> option,
            int least,
            int most,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < least || value > most) {
            problem.accept(
                    option,
                    (most == Integer.MAX_VALUE
                                    ? "must be at least " + least
                                    : "must be between " + least + " and " + most)
                            + ", was "
                            + value);
        }
    }

    private static void between(
            ReadableConfig config,
            ConfigOption<Duration> option,
            Duration least,
            Duration most,
            BiConsumer<ConfigOption<?>, String> problem) {
        Duration value = config.get(option);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problem.accept(
                    option,
                    "must be between "
                            + TimeUtils.formatWithHighestUnit(least)
                            + " and "
                            + TimeUtils.formatWithHighestUnit(most)
                            + ", was "
                            + TimeUtils.formatWithHighestUnit(value));
        }
    }
}
