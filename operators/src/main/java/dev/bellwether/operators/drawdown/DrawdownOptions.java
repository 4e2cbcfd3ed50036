// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.PeakBasis;
import dev.bellwether.operators.writeback.WriteBackOptions;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** What a drawdown is measured over, and which bars are not believed; group {@code Drawdown}. */
public final class DrawdownOptions {

    /** How the length of the window is counted. */
    public enum WindowMode {
        /** The last bars of the symbol. */
        SESSIONS,
        /** The bars of the last calendar days. */
        CALENDAR
    }

    /** Whose figures are reproduced. */
    public enum Definition {
        /** Full precision. */
        STANDARD,
        /**
         * The screener that this replaces: price, peak and depth rounded to two decimals, the exact
         * value of the double half to even. With {@code window.mode} CALENDAR, {@code window.days}
         * 250 and {@code peak.basis} HIGH the figures are those of that program.
         */
        ORIGINAL
    }

    public static final ConfigOption<WindowMode> WINDOW_MODE =
            ConfigOptions.key("window.mode")
                    .enumType(WindowMode.class)
                    .defaultValue(WindowMode.SESSIONS)
                    .withDescription(
                            "Whether the window is the last window.sessions bars of a symbol or the"
                                    + " bars of the last window.days calendar days.");

    public static final ConfigOption<Integer> WINDOW_SESSIONS =
            ConfigOptions.key("window.sessions")
                    .intType()
                    .defaultValue(180)
                    .withDescription(
                            "Sessions in the window, the newest included, 2 to 1000. May be changed"
                                    + " between restarts: the newest sessions are kept, a longer"
                                    + " window fills up again.");

    public static final ConfigOption<Integer> WINDOW_DAYS =
            ConfigOptions.key("window.days")
                    .intType()
                    .defaultValue(250)
                    .withDescription(
                            "Calendar days before the newest session that belong to the window, 1"
                                    + " to 1400; with window.mode calendar.");

    public static final ConfigOption<PeakBasis> PEAK_BASIS =
            ConfigOptions.key("peak.basis")
                    .enumType(PeakBasis.class)
                    .defaultValue(PeakBasis.HIGH)
                    .withDescription(
                            "Whether symbols are ranked, and their worst drawdown and recovery are"
                                    + " measured, against the highest high or the highest close.");

    public static final ConfigOption<Definition> DEFINITION =
            ConfigOptions.key("definition")
                    .enumType(Definition.class)
                    .defaultValue(Definition.STANDARD)
                    .withDescription(
                            "standard: full precision; original: rounded to two decimals as the"
                                    + " screener did that this replaces.");

    public static final ConfigOption<Integer> MIN_BARS =
            ConfigOptions.key("min.bars")
                    .intType()
                    .defaultValue(30)
                    .withDescription("Bars that a symbol needs in the window, 1 to 1000.");

    public static final ConfigOption<Integer> CORRECTIONS =
            ConfigOptions.key("correction.sessions")
                    .intType()
                    .defaultValue(10)
                    .withDescription(
                            "Newest sessions of a symbol whose figures are issued anew when a bar"
                                    + " at or before them changes, 1 to 100. Bars older than the"
                                    + " window of the oldest of them are late.");

    public static final ConfigOption<Integer> STALE_SESSIONS =
            ConfigOptions.key("stale.sessions")
                    .intType()
                    .defaultValue(3)
                    .withDescription(
                            "A symbol is stale after this many sessions without volume or with"
                                    + " nothing but the close before, 1 to 20.");

    public static final ConfigOption<Double> GUARD_TOLERANCE =
            ConfigOptions.key("guard.tolerance")
                    .doubleType()
                    .defaultValue(0.02)
                    .withDescription(
                            "How near the change of a close must be to a split ratio (3:2, 2:1 …"
                                    + " 50:1, either way) to be suspected, as a fraction; 0 to"
                                    + " 0.06, 0 suspects nothing.");

    public static final ConfigOption<Double> GUARD_TURNOVER =
            ConfigOptions.key("guard.turnover")
                    .doubleType()
                    .defaultValue(3.0)
                    .withDescription(
                            "A jump is no suspect if the session turned over more than this many"
                                    + " times the median of the 20 before: people trade a crash,"
                                    + " not a split. At least 1.");

    public static final ConfigOption<Double> OUTLIER_SPIKE =
            ConfigOptions.key("outlier.spike")
                    .doubleType()
                    .defaultValue(1.6)
                    .withDescription(
                            "A high of more than this many times the larger of open and close is a"
                                    + " bad print, and the bar is refused. Above 1.");

    public static final ConfigOption<Double> OUTLIER_JUMP =
            ConfigOptions.key("outlier.jump")
                    .doubleType()
                    .defaultValue(4.0)
                    .withDescription(
                            "A close of more than this many times the one before, or less than its"
                                    + " inverse, that is no split is refused, until a second bar"
                                    + " confirms the new level. Above 1.");

    public static final ConfigOption<MemorySize> STATE_CACHE = WriteBackOptions.CACHE;

    private DrawdownOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        WriteBackOptions.check(config, problem);
        between(config, WINDOW_SESSIONS, 2, 1000, problem);
        between(config, WINDOW_DAYS, 1, 1400, problem);
        between(config, MIN_BARS, 1, 1000, problem);
        between(config, CORRECTIONS, 1, 100, problem);
        between(config, STALE_SESSIONS, 1, 20, problem);
        if (config.get(WINDOW_MODE) == WindowMode.SESSIONS
                && config.get(MIN_BARS) > config.get(WINDOW_SESSIONS)) {
            problem.accept(
                    MIN_BARS,
                    "must not be more than "
                            + WINDOW_SESSIONS.key()
                            + " "
                            + config.get(WINDOW_SESSIONS)
                            + ", was "
                            + config.get(MIN_BARS));
        }
        double tolerance = config.get(GUARD_TOLERANCE);
        if (!(tolerance >= 0 && tolerance <= 0.06)) {
            problem.accept(GUARD_TOLERANCE, "must be between 0 and 0.06, was " + tolerance);
        }
        if (!(config.get(GUARD_TURNOVER) >= 1)) {
            problem.accept(GUARD_TURNOVER, "must be at least 1, was " + config.get(GUARD_TURNOVER));
        }
        above1(config, OUTLIER_SPIKE, problem);
        above1(config, OUTLIER_JUMP, problem);
    }

    private static void between(
            ReadableConfig config,
            ConfigOption<Integer> option,
            int least,
            int most,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < least || value > most) {
            problem.accept(option, "must be between " + least + " and " + most + ", was " + value);
        }
    }

    private static void above1(
            ReadableConfig config,
            ConfigOption<Double> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        if (!(config.get(option) > 1)) {
            problem.accept(option, "must be above 1, was " + config.get(option));
        }
    }
}
