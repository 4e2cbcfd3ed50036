// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Options of the group {@code Alpaca}. */
public final class AlpacaOptions {

    /** Where prices come from. */
    public enum Feed {
        /** The IEX exchange alone: prices are close to consolidated ones, volumes are some 2 %. */
        IEX,
        /** All US exchanges; the newest 15 minutes need a paid plan. */
        SIP;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What history is adjusted for. */
    public enum Adjustment {
        RAW("raw"),
        SPLIT("split"),
        DIVIDEND("dividend"),
        SPIN_OFF("spin-off"),
        ALL("all");

        private final String label;

        Adjustment(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    public static final ConfigOption<String> DATA_BASE_URL =
            ConfigOptions.key("data.base.url")
                    .stringType()
                    .defaultValue("https://data.alpaca.markets")
                    .withDescription(
                            "Address of the market data. Must be https unless it is on this"
                                    + " machine.");

    public static final ConfigOption<String> TRADING_BASE_URL =
            ConfigOptions.key("trading.base.url")
                    .stringType()
                    .defaultValue("https://paper-api.alpaca.markets")
                    .withDescription(
                            "Address of the account: that of paper trading, or"
                                    + " https://api.alpaca.markets. Must be https unless it is on"
                                    + " this machine.");

    public static final ConfigOption<String> KEY_ID =
            ConfigOptions.key("api.key.id")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the id of the API key lives: env:NAME, file:/path, ssm:/path or"
                                    + " secretsmanager:id#field, never the id itself. Required.");

    public static final ConfigOption<String> SECRET =
            ConfigOptions.key("api.key.secret")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the secret of the API key lives, like api.key.id. Required.");

    public static final ConfigOption<Duration> REFRESH =
            ConfigOptions.key("api.key.refresh")
                    .durationType()
                    .defaultValue(SecretResolver.DEFAULT_REFRESH)
                    .withDescription("How often the API key is read again, at least 1 s.");

    public static final ConfigOption<Feed> FEED =
            ConfigOptions.key("feed")
                    .enumType(Feed.class)
                    .defaultValue(Feed.IEX)
                    .withDescription("Where prices come from: iex, or sip if the plan has it.");

    public static final ConfigOption<Boolean> FEED_FALLBACK =
            ConfigOptions.key("feed.fallback")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether what the plan does not give from sip is asked for from iex.");

    public static final ConfigOption<Adjustment> ADJUSTMENT =
            ConfigOptions.key("adjustment")
                    .enumType(Adjustment.class)
                    .defaultValue(Adjustment.SPLIT)
                    .withDescription(
                            "What history is adjusted for. With raw every split looks like a"
                                    + " crash.");

    public static final ConfigOption<Double> REQUESTS_PER_MINUTE =
            ConfigOptions.key("requests.per.minute")
                    .doubleType()
                    .defaultValue(200.0)
                    .withDescription(
                            "Requests for market data per minute of all subtasks together, as the"
                                    + " plan permits. Above 0, at most 60000.");

    public static final ConfigOption<Integer> MAX_CONCURRENT_REQUESTS =
            ConfigOptions.key("max.concurrent.requests")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "Requests that one subtask may have under way at once, 1 to 64.");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private AlpacaOptions() {}

    /** Reports every value that is missing or cannot be worked with; never echoes a key. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        address(config, DATA_BASE_URL, problem);
        address(config, TRADING_BASE_URL, problem);
        reference(config, KEY_ID, problem);
        reference(config, SECRET, problem);
        if (config.get(REFRESH).compareTo(Duration.ofSeconds(1)) < 0) {
            problem.accept(REFRESH, "must be at least 1 s");
        }
        double rate = config.get(REQUESTS_PER_MINUTE);
        if (!(rate > 0 && rate <= 60_000)) {
            problem.accept(REQUESTS_PER_MINUTE, "must be above 0 and at most 60000, was " + rate);
        }
        int concurrent = config.get(MAX_CONCURRENT_REQUESTS);
        if (concurrent < 1 || concurrent > 64) {
            problem.accept(MAX_CONCURRENT_REQUESTS, "must be between 1 and 64, was " + concurrent);
        }
    }

    private static void address(
            ReadableConfig config,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        try {
            URI uri = new URI(config.get(option));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (uri.getHost() == null || !web || uri.getRawQuery() != null) {
                problem.accept(option, "must be a web address such as " + option.defaultValue());
            } else if (uri.getScheme().equals("http")
                    && !LOOPBACK.matcher(uri.getHost()).matches()) {
                problem.accept(option, "must be https: the key would travel readable for anyone");
            }
        } catch (URISyntaxException e) {
            problem.accept(option, "must be a web address such as " + option.defaultValue());
        }
    }

    private static void reference(
            ReadableConfig config,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        String text = config.getOptional(option).orElse("");
        if (text.isEmpty()) {
            problem.accept(option, "is required: where it lives, for example env:NAME");
            return;
        }
        try {
            SecretReference.parse(text);
        } catch (IllegalArgumentException e) {
            problem.accept(option, e.getMessage());
        }
    }
}
