// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Options of the group {@code Bavest}. */
public final class BavestOptions {

    public static final ConfigOption<String> BASE_URL =
            ConfigOptions.key("base.url")
                    .stringType()
                    .defaultValue("https://api.bavest.co")
                    .withDescription(
                            "Address of the API, with or without the version at its end. Must be"
                                    + " https unless it is on this machine.");

    public static final ConfigOption<BavestVersion> API_VERSION =
            ConfigOptions.key("api.version")
                    .enumType(BavestVersion.class)
                    .defaultValue(BavestVersion.V0)
                    .withDescription("Version of the API: v0 or v2.");

    public static final ConfigOption<String> API_KEY =
            ConfigOptions.key("api.key")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the API key lives: env:NAME, file:/path, ssm:/path or"
                                    + " secretsmanager:id#field, never the key itself. Required.");

    public static final ConfigOption<Duration> API_KEY_REFRESH =
            ConfigOptions.key("api.key.refresh")
                    .durationType()
                    .defaultValue(SecretResolver.DEFAULT_REFRESH)
                    .withDescription("How often the API key is read again, at least 1 s.");

    public static final ConfigOption<String> CURRENCY =
            ConfigOptions.key("currency")
                    .stringType()
                    .defaultValue("USD")
                    .withDescription(
                            "Currency in which prices are asked for, ISO 4217. Always sent: the"
                                    + " provider's own default is EUR.");

    public static final ConfigOption<Double> REQUESTS_PER_SECOND =
            ConfigOptions.key("requests.per.second")
                    .doubleType()
                    .defaultValue(5.0)
                    .withDescription(
                            "Requests per second of all subtasks together, as the plan permits;"
                                    + " may be a fraction. Above 0, at most 1000.");

    public static final ConfigOption<Integer> MAX_CONCURRENT_REQUESTS =
            ConfigOptions.key("max.concurrent.requests")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "Requests that one subtask may have under way at once, 1 to 64.");

    private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");

    private BavestOptions() {}

    /** Reports every value that is missing or cannot be worked with; never echoes the key. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        BavestAddress.problem(config.get(BASE_URL), config.get(API_VERSION))
                .ifPresent(text -> problem.accept(BASE_URL, text));
        Optional<String> key = config.getOptional(API_KEY);
        if (key.isEmpty() || key.get().isEmpty()) {
            problem.accept(API_KEY, "is required: where the API key lives, for example env:NAME");
        } else {
            try {
                SecretReference.parse(key.get());
            } catch (IllegalArgumentException e) {
                problem.accept(API_KEY, e.getMessage());
            }
        }
        Duration refresh = config.get(API_KEY_REFRESH);
        if (refresh.compareTo(Duration.ofSeconds(1)) < 0) {
            problem.accept(
                    API_KEY_REFRESH, "must be at least 1 s, was " + refresh.toMillis() + " ms");
        }
        String currency = config.get(CURRENCY);
        if (!CURRENCY_CODE.matcher(currency).matches()) {
            problem.accept(
                    CURRENCY,
                    "must be three capital letters as in ISO 4217, was \"" + currency + "\"");
        }
        double rate = config.get(REQUESTS_PER_SECOND);
        if (!(rate > 0 && rate <= 1000)) {
            problem.accept(REQUESTS_PER_SECOND, "must be above 0 and at most 1000, was " + rate);
        }
        int concurrent = config.get(MAX_CONCURRENT_REQUESTS);
        if (concurrent < 1 || concurrent > 64) {
            problem.accept(MAX_CONCURRENT_REQUESTS, "must be between 1 and 64, was " + concurrent);
        }
    }
}
