// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** When a session is ranked, and what is told of it; group {@code Ranking}. */
public final class RankingOptions {

    public static final ConfigOption<Integer> TOP =
            ConfigOptions.key("top")
                    .intType()
                    .defaultValue(10)
                    .withDescription(
                            "Deepest drawdowns in a ranking, 1 to 1000. The files have all.");

    public static final ConfigOption<Integer> MOVERS =
            ConfigOptions.key("movers")
                    .intType()
                    .defaultValue(5)
                    .withDescription(
                            "Largest moves in rank each way since the session before, 0 to 100.");

    public static final ConfigOption<Integer> HISTORY =
            ConfigOptions.key("history.sessions")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "Earlier sessions that a ranking tells of in one line each, 0 to 250.");

    public static final ConfigOption<Integer> KEEP =
            ConfigOptions.key("keep.sessions")
                    .intType()
                    .defaultValue(10)
                    .withDescription(
                            "Ranked sessions that are kept so that they can be corrected, 1 to 100."
                                    + " Figures for older ones are late.");

    public static final ConfigOption<Duration> DEADLINE =
            ConfigOptions.key("deadline")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(30))
                    .withDescription(
                            "A session is ranked at the latest this long after its poll was due, or"
                                    + " after the first answer if that came later, with what there"
                                    + " is.");

    public static final ConfigOption<Duration> CORRECTION_DELAY =
            ConfigOptions.key("correction.delay")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "How long a ranking that must be corrected waits for further"
                                    + " corrections.");

    private RankingOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        between(config, TOP, 1, 1000, problem);
        between(config, MOVERS, 0, 100, problem);
        between(config, HISTORY, 0, 250, problem);
        between(config, KEEP, 1, 100, problem);
        positive(config, DEADLINE, problem);
        positive(config, CORRECTION_DELAY, problem);
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

    private static void positive(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        if (config.get(option).toMillis() <= 0) {
            problem.accept(option, "must be longer than 0");
        }
    }
}
