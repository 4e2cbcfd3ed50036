// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.model.Channel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Where people are told; group {@code Notifications}. */
public final class NotifyOptions {

    public static final ConfigOption<List<Channel>> CHANNELS =
            ConfigOptions.key("channels")
                    .enumType(Channel.class)
                    .asList()
                    .defaultValues(Channel.CONSOLE)
                    .withDescription(
                            "Where people are told: the log of the job, an incoming webhook of"
                                    + " Slack, a webhook of Discord.");

    public static final ConfigOption<String> SLACK =
            ConfigOptions.key("slack.webhook")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the address of the webhook is, which is a secret: env:NAME,"
                                    + " file:PATH, ssm:/PATH or secretsmanager:ID#FIELD.");

    public static final ConfigOption<String> DISCORD =
            ConfigOptions.key("discord.webhook")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("The same for Discord.");

    public static final ConfigOption<Duration> RETRY_TIMEOUT =
            ConfigOptions.key("retry.timeout")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long a message is tried that the channel does not take, 1 s to 1"
                                    + " d; then it is a dead letter.");

    private NotifyOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<Channel> channels = config.get(CHANNELS);
        if (new HashSet<>(channels).size() < channels.size()) {
            problem.accept(CHANNELS, "must name each channel once, was " + channels);
        }
        webhook(config, channels.contains(Channel.SLACK), SLACK, problem);
        webhook(config, channels.contains(Channel.DISCORD), DISCORD, problem);
        Duration timeout = config.get(RETRY_TIMEOUT);
        if (timeout.toMillis() < 1000 || timeout.compareTo(Duration.ofDays(1)) > 0) {
            problem.accept(RETRY_TIMEOUT, "must be between 1 s and 1 d, was " + timeout);
        }
    }

    private static void webhook(
            ReadableConfig config,
            boolean wanted,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        String text = config.get(option);
        if (text == null || text.isBlank()) {
            if (wanted) {
                problem.accept(option, "is required for that channel");
            }
            return;
        }
        try {
            SecretReference.parse(text);
        } catch (IllegalArgumentException e) {
            problem.accept(option, e.getMessage());
        }
    }
}
