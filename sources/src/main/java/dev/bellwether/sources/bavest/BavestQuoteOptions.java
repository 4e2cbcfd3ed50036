// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** What is polled; group {@code BavestQuotes}, together with {@code PollOptions}. */
public final class BavestQuoteOptions {

    public static final ConfigOption<List<String>> SYMBOLS =
            ConfigOptions.key("symbols")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "Symbols to poll, in this order, with ; between them; with v0 also"
                                    + " ISINs. 1 to 10000, none twice.");

    private static final int MOST = 10_000;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9./-]{0,14}");

    private BavestQuoteOptions() {}

    /** Reports everything that is wrong with the list. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<String> symbols = config.getOptional(SYMBOLS).orElse(List.of());
        if (symbols.isEmpty()) {
            problem.accept(SYMBOLS, "is required: the symbols to poll, for example AAPL;MSFT");
        }
        if (symbols.size() > MOST) {
            problem.accept(SYMBOLS, "may hold at most " + MOST + ", were " + symbols.size());
        }
        Set<String> seen = new HashSet<>();
        for (String symbol : symbols) {
            if (!SYMBOL.matcher(symbol).matches()) {
                problem.accept(
                        SYMBOLS,
                        "must be upper-case symbols or ISINs with ; between them, '"
                                + symbol
                                + "' is none");
            }
            if (!seen.add(symbol)) {
                problem.accept(SYMBOLS, "names " + symbol + " twice");
            }
        }
    }
}
