// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.operators.writeback.WriteBackOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What counts as unusual; group {@code Anomalies}. Thresholds are lists of three: for equities,
 * crypto-assets and currency pairs.
 */
public final class AnomalyOptions {

    private static final String THREE = " For equities; crypto-assets; currency pairs.";

    public static final ConfigOption<List<Double>> PRICE_CHANGE =
            ConfigOptions.key("price.change.percent")
                    .doubleType()
                    .asList()
                    .defaultValues(10.0, 15.0, 3.0)
                    .withDescription(
                            "A change over the window of the analytics beyond this, either way, is"
                                    + " an anomaly; above 0."
                                    + THREE);

    public static final ConfigOption<List<Double>> VOLUME_RATIO =
            ConfigOptions.key("volume.ratio")
                    .doubleType()
                    .asList()
                    .defaultValues(5.0, 5.0, 5.0)
                    .withDescription(
                            "An interval volume beyond this multiple of its mean is an anomaly;"
                                    + " above 1."
                                    + THREE);

    public static final ConfigOption<List<Double>> RETURN_DEVIATIONS =
            ConfigOptions.key("return.deviations")
                    .doubleType()
                    .asList()
                    .defaultValues(6.0, 6.0, 6.0)
                    .withDescription(
                            "A log return further from the median of those before it, in robust"
                                    + " standard deviations (1.4826 times the median absolute"
                                    + " deviation), is an anomaly; above 0."
                                    + THREE);

    public static final ConfigOption<List<Double>> VOLUME_DEVIATIONS =
            ConfigOptions.key("volume.deviations")
                    .doubleType()
                    .asList()
                    .defaultValues(5.0, 5.0, 5.0)
                    .withDescription(
                            "The same for the logarithm of the interval volume, above the median"
                                    + " only; above 0."
                                    + THREE);

    public static final ConfigOption<List<Double>> GAP =
            ConfigOptions.key("gap.percent")
                    .doubleType()
                    .asList()
                    .defaultValues(5.0, 10.0, 1.5)
                    .withDescription(
                            "A session that opens further from the close before it, either way, is"
                                    + " an anomaly; above 0."
                                    + THREE);

    public static final ConfigOption<Double> BAND_DEVIATIONS =
            ConfigOptions.key("band.deviations")
                    .doubleType()
                    .defaultValue(3.0)
                    .withDescription(
                            "A price further from its mean over the window, in sample standard"
                                    + " deviations of that window, is an anomaly; above 0. With N"
                                    + " observations it is never above (N - 1) / sqrt(N).");

    public static final ConfigOption<Integer> HISTORY =
            ConfigOptions.key("history")
                    .intType()
                    .defaultValue(100)
                    .withDescription(
                            "Returns and volumes that the robust centre is taken from, 20 to 500."
                                    + " May be changed between restarts: the newest are kept.");

    public static final ConfigOption<Integer> MIN_HISTORY =
            ConfigOptions.key("history.min")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "With fewer before it, nothing is said of a return or volume; 10 to"
                                    + " history.");

    public static final ConfigOption<Double> LEAVE =
            ConfigOptions.key("leave.fraction")
                    .doubleType()
                    .defaultValue(0.8)
                    .withDescription(
                            "An anomaly is over when it is below this fraction of its threshold;"
                                    + " above 0, at most 1.");

    public static final ConfigOption<Duration> STALE_AFTER =
            ConfigOptions.key("stale.after")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(15))
                    .withDescription(
                            "A symbol without a quote for so long, on the clock on the wall, while"
                                    + " its market is open, is stale; 0 s never. Crypto-assets are"
                                    + " open always, currency pairs on weekdays.");

    public static final ConfigOption<Boolean> ORIGINAL =
            ConfigOptions.key("original")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether the fixed rules are those of the program that this replaces:"
                                    + " values rounded to two decimals before they are compared,"
                                    + " and 10 % and 5 times for every class.");

    public static final ConfigOption<MemorySize> STATE_CACHE = WriteBackOptions.CACHE;

    private AnomalyOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        WriteBackOptions.check(config, problem);
        three(config, PRICE_CHANGE, 0, problem);
        three(config, VOLUME_RATIO, 1, problem);
        three(config, RETURN_DEVIATIONS, 0, problem);
        three(config, VOLUME_DEVIATIONS, 0, problem);
        three(config, GAP, 0, problem);
        if (!(config.get(BAND_DEVIATIONS) > 0)) {
            problem.accept(BAND_DEVIATIONS, "must be above 0, was " + config.get(BAND_DEVIATIONS));
        }
        int history = config.get(HISTORY);
        if (history < 20 || history > 500) {
            problem.accept(HISTORY, "must be between 20 and 500, was " + history);
        }
        int least = config.get(MIN_HISTORY);
        if (least < 10 || least > history) {
            problem.accept(MIN_HISTORY, "must be between 10 and " + history + ", was " + least);
        }
        double leave = config.get(LEAVE);
        if (!(leave > 0 && leave <= 1)) {
            problem.accept(LEAVE, "must be above 0 and at most 1, was " + leave);
        }
        if (config.get(STALE_AFTER).isNegative()) {
            problem.accept(STALE_AFTER, "must not be negative, was " + config.get(STALE_AFTER));
        }
    }

    private static void three(
            ReadableConfig config,
            ConfigOption<List<Double>> option,
            double least,
            BiConsumer<ConfigOption<?>, String> problem) {
        List<Double> values = config.get(option);
        if (values.size() != 3 || !values.stream().allMatch(value -> value > least)) {
            problem.accept(
                    option,
                    "must be three numbers above "
                            + (int) least
                            + ", for equities; crypto-assets; currency pairs, was "
                            + values);
        }
    }
}
