// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Which symbols have a random cut forest, and of what size; group {@code Anomalies}. */
public final class ForestOptions {

    static final int MOST_SYMBOLS = 200;

    public static final ConfigOption<List<String>> SYMBOLS =
            ConfigOptions.key("forest.symbols")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "Symbols whose return, volume and range are looked at together, by a"
                                    + " random cut forest each; as they are quoted, at most "
                                    + MOST_SYMBOLS
                                    + ". With the default sizes one has about 60 kB of state and"
                                    + " takes a tenth of a millisecond per quote. With RocksDB"
                                    + " state.cache is held once more for them.");

    public static final ConfigOption<Integer> TREES =
            ConfigOptions.key("forest.trees")
                    .intType()
                    .defaultValue(30)
                    .withDescription(
                            "Trees of a forest, 10 to 100. Another number begins all forests"
                                    + " anew.");

    public static final ConfigOption<Integer> SAMPLE =
            ConfigOptions.key("forest.sample")
                    .intType()
                    .defaultValue(128)
                    .withDescription(
                            "Observations in each tree, 32 to 512: a sample of those so far, newer"
                                    + " ones likelier. A quarter of it must be there before the"
                                    + " first is scored. Another number begins all forests anew.");

    public static final ConfigOption<Integer> SHINGLE =
            ConfigOptions.key("forest.shingle")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Observations in a row that are looked at as one point, 1 to 8. With 1"
                                    + " an observation is unusual by itself, with more by what it"
                                    + " follows, too. Another number begins all forests anew.");

    public static final ConfigOption<Double> DEVIATIONS =
            ConfigOptions.key("forest.deviations")
                    .doubleType()
                    .defaultValue(12.0)
                    .withDescription(
                            "An observation whose score is further above the median of the scores"
                                + " before it, in robust standard deviations of them, is an"
                                + " anomaly; above 0. For every class. Of independent normal values"
                                + " about one in 1000 is beyond 12, of recorded sessions of stocks"
                                + " one in 120.");

    private ForestOptions() {}

    /** None if nothing is said. */
    static List<String> symbols(ReadableConfig config) {
        return config.getOptional(SYMBOLS).orElse(List.of());
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<String> symbols = symbols(config);
        if (symbols.size() > MOST_SYMBOLS) {
            problem.accept(
                    SYMBOLS, "must be at most " + MOST_SYMBOLS + " symbols, was " + symbols.size());
        }
        for (String symbol : symbols) {
            if (symbol.isBlank() || !symbol.equals(symbol.toUpperCase(Locale.ROOT))) {
                problem.accept(SYMBOLS, "must be symbols in upper case, was '" + symbol + "'");
            }
        }
        between(config, TREES, 10, 100, problem);
        between(config, SAMPLE, 32, 512, problem);
        between(config, SHINGLE, 1, 8, problem);
        double deviations = config.get(DEVIATIONS);
        if (!(deviations > 0)) {
            problem.accept(DEVIATIONS, "must be above 0, was " + deviations);
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
            problem.accept(option, "must be between " + least + " and " + most + ", was " + value);
        }
    }
}
