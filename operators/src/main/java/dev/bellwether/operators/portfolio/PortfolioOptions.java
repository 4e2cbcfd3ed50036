// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.portfolio;

import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** When profit is to be taken; group {@code Portfolio}. */
public final class PortfolioOptions {

    public static final ConfigOption<Integer> POSITIONS =
            ConfigOptions.key("take-profit.positions")
                    .intType()
                    .defaultValue(5)
                    .withDescription(
                            "How many of the best positions count, 1 to 1000. An account with fewer"
                                    + " priced positions gives no signal.");

    public static final ConfigOption<Double> TARGET =
            ConfigOptions.key("take-profit.target.percent")
                    .doubleType()
                    .defaultValue(100.0)
                    .withDescription(
                            "Mean return of the best positions, in percent of the entry price, from"
                                    + " which on profit is to be taken.");

    public static final ConfigOption<Double> RELEASE =
            ConfigOptions.key("take-profit.release.percent")
                    .doubleType()
                    .noDefaultValue()
                    .withDescription(
                            "Mean return below which the signal is taken back; at most the target,"
                                    + " which it is by default. Lower, a mean that wavers about the"
                                    + " target gives one signal only.");

    private PortfolioOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        int positions = config.get(POSITIONS);
        if (positions < 1 || positions > 1000) {
            problem.accept(POSITIONS, "must be between 1 and 1000, was " + positions);
        }
        double target = config.get(TARGET);
        if (!Double.isFinite(target)) {
            problem.accept(TARGET, "must be a finite number, was " + target);
        }
        double release = config.getOptional(RELEASE).orElse(target);
        if (!(release <= target)) {
            problem.accept(RELEASE, "must not be above the target " + target + ", was " + release);
        }
    }
}
