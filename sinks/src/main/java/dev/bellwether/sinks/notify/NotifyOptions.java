// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.model.Channel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
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
                                    + " Slack, a webhook of Discord, mail (SES), short messages"
                                    + " (SNS), a topic of SNS, files.");

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

    public static final ConfigOption<List<String>> WEBHOOK_HOSTS =
            ConfigOptions.key("webhook.hosts")
                    .stringType()
                    .asList()
                    .defaultValues("hooks.slack.com", "discord.com", "discordapp.com")
                    .withDescription(
                            "Where webhooks of users of the policy may be: hosts, which are spoken"
                                    + " to over https, such as hooks.example.com or"
                                    + " hooks.example.com:8443; 127.0.0.1 allows http and every"
                                    + " port there. A webhook anywhere else is refused. Does not"
                                    + " count for slack.webhook and discord.webhook.");

    public static final ConfigOption<String> SNS_TOPIC =
            ConfigOptions.key("sns.topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "ARN of the topic, such as"
                                    + " arn:aws:sns:eu-central-1:111122223333:alerts; FIFO if it"
                                    + " ends in .fifo. Needs sns:Publish.");

    public static final ConfigOption<List<String>> SMS_TO =
            ConfigOptions.key("sms.to")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "Numbers that get what is for no user of its own, such as"
                                    + " +4915112345678. Needs sns:Publish.");

    public static final ConfigOption<Integer> SMS_PARTS =
            ConfigOptions.key("sms.parts")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Parts of a short message at most, 1 to 10, each of which is paid for:"
                                    + " one holds 160 characters of GSM 03.38 or 70 others, of"
                                    + " several each 153 or 67. What is longer is cut.");

    public static final ConfigOption<Integer> SMS_MESSAGES =
            ConfigOptions.key("sms.messages")
                    .intType()
                    .defaultValue(3)
                    .withDescription(
                            "Short messages at most, 1 to 9, that are made of one that is about"
                                    + " many alerts; the last one counts those that are left out.");

    public static final ConfigOption<Integer> SMS_PER_SECOND =
            ConfigOptions.key("sms.per-second")
                    .intType()
                    .defaultValue(20)
                    .withDescription("Short messages a second at most, 1 to 1000.");

    public static final ConfigOption<String> SMS_SENDER_ID =
            ConfigOptions.key("sms.sender-id")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Who a short message is from, where the country allows it: 1 to 11"
                                    + " letters, digits and -, at least one letter.");

    public static final ConfigOption<String> SMS_MAX_PRICE =
            ConfigOptions.key("sms.max-price")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "What a short message may cost, in US dollars, such as 0.50; SNS does"
                                    + " not send one that costs more.");

    public static final ConfigOption<String> EMAIL_FROM =
            ConfigOptions.key("email.from")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Who mail is from, an identity that is verified with SES, such as"
                                    + " alerts@example.com or Alerts <alerts@example.com>. Needs"
                                    + " ses:SendEmail.");

    public static final ConfigOption<List<String>> EMAIL_TO =
            ConfigOptions.key("email.to")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "Addresses that get what is for no user of its own, one mail each.");

    public static final ConfigOption<String> EMAIL_REPLY_TO =
            ConfigOptions.key("email.reply-to")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Where answers to a mail go; to who it is from if not given.");

    public static final ConfigOption<String> EMAIL_CONFIGURATION_SET =
            ConfigOptions.key("email.configuration-set")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Name of the configuration set of SES, if there is one.");

    public static final ConfigOption<Integer> EMAIL_PER_SECOND =
            ConfigOptions.key("email.per-second")
                    .intType()
                    .defaultValue(14)
                    .withDescription(
                            "Mails a second at most, 1 to 1000, as the account has it: 1 in the"
                                    + " sandbox of SES, 14 at first outside of it.");

    public static final ConfigOption<Boolean> CHARTS =
            ConfigOptions.key("charts")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether mail and Discord show the prices before an anomaly as a small"
                                    + " picture.");

    public static final ConfigOption<Duration> RETRY_TIMEOUT =
            ConfigOptions.key("retry.timeout")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long a message is tried that the channel does not take, 1 s to 1"
                                    + " d; then it is a dead letter.");

    /** Enough to know that it is one; whether it is anybody's only a mail can tell. */
    static final Pattern MAIL_ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^@<>,;]]+@[A-Za-z0-9.-]+");

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[1-9]\\d{0,4})?");
    private static final Pattern FROM =
            Pattern.compile("[^<>\\p{Cntrl}]*<" + MAIL_ADDRESS + ">|" + MAIL_ADDRESS);
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");
    private static final Pattern SENDER_ID =
            Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9-]{0,10}");
    private static final Pattern PRICE = Pattern.compile("\\d{1,4}(\\.\\d{1,5})?");
    private static final Pattern CONFIGURATION_SET = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private NotifyOptions() {}

    /** Whether the group {@code Aws} says how the channel is reached. */
    public static boolean isOfAws(Channel channel) {
        return channel == Channel.EMAIL || channel == Channel.SMS || channel == Channel.SNS;
    }

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        List<Channel> channels = config.get(CHANNELS);
        if (new HashSet<>(channels).size() < channels.size()) {
            problem.accept(CHANNELS, "must name each channel once, was " + channels);
        }
        webhook(config, channels.contains(Channel.SLACK), SLACK, problem);
        webhook(config, channels.contains(Channel.DISCORD), DISCORD, problem);
        each(
                config,
                WEBHOOK_HOSTS,
                HOST,
                "hosts such as hooks.example.com or hooks.example.com:8443",
                problem);
        required(config, channels.contains(Channel.SNS), SNS_TOPIC, problem);
        match(config, SNS_TOPIC, TOPIC, "the ARN of a topic", problem);
        each(config, SMS_TO, SnsShortMessages.NUMBER, "numbers such as +4915112345678", problem);
        within(config, SMS_PARTS, 10, problem);
        within(config, SMS_MESSAGES, 9, problem);
        within(config, SMS_PER_SECOND, 1_000, problem);
        match(
                config,
                SMS_SENDER_ID,
                SENDER_ID,
                "1 to 11 letters, digits and -, at least one letter",
                problem);
        match(config, SMS_MAX_PRICE, PRICE, "a price such as 0.50", problem);
        required(config, channels.contains(Channel.EMAIL), EMAIL_FROM, problem);
        match(
                config,
                EMAIL_FROM,
                FROM,
                "an address such as alerts@example.com or Alerts <alerts@example.com>",
                problem);
        each(config, EMAIL_TO, MAIL_ADDRESS, "addresses such as desk@example.com", problem);
        match(config, EMAIL_REPLY_TO, MAIL_ADDRESS, "an address", problem);
        match(
                config,
                EMAIL_CONFIGURATION_SET,
                CONFIGURATION_SET,
                "1 to 64 letters, digits, - and _",
                problem);
        within(config, EMAIL_PER_SECOND, 1_000, problem);
        Duration timeout = config.get(RETRY_TIMEOUT);
        if (timeout.toMillis() < 1000 || timeout.compareTo(Duration.ofDays(1)) > 0) {
            problem.accept(RETRY_TIMEOUT, "must be between 1 s and 1 d, was " + timeout);
        }
    }

    private static void required(
            ReadableConfig config,
            boolean wanted,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        String text = config.get(option);
        if (wanted && (text == null || text.isBlank())) {
            problem.accept(option, "is required for that channel");
        }
    }

    private static void match(
            ReadableConfig config,
            ConfigOption<String> option,
            Pattern pattern,
            String allowed,
            BiConsumer<ConfigOption<?>, String> problem) {
        String text = config.get(option);
        if (text != null && !pattern.matcher(text).matches()) {
            problem.accept(option, "must be " + allowed + ", was " + text);
        }
    }

    private static void each(
            ReadableConfig config,
            ConfigOption<List<String>> option,
            Pattern pattern,
            String allowed,
            BiConsumer<ConfigOption<?>, String> problem) {
        for (String text : config.getOptional(option).orElse(List.of())) {
            if (!pattern.matcher(text).matches()) {
                problem.accept(option, "must be " + allowed + ", was " + text);
            }
        }
    }

    private static void within(
            ReadableConfig config,
            ConfigOption<Integer> option,
            int most,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < 1 || value > most) {
            problem.accept(option, "must be from 1 to " + most + ", was " + value);
        }
    }

    private static void webhook(
            ReadableConfig config,
            boolean wanted,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        required(config, wanted, option, problem);
        String text = config.get(option);
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            SecretReference.parse(text);
        } catch (IllegalArgumentException e) {
            problem.accept(option, e.getMessage());
        }
    }
}
