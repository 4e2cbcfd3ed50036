// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.Channel;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/** Checked options of one channel; travels with the job and holds no secret. */
final class NotifySettings implements Serializable {

    private static final long serialVersionUID = 1L;

    final Channel channel;
    final Duration retryTimeout;
    final boolean charts;
    final SecretStores stores;

    /** {@code null} where it is not used. */
    final SecretReference webhook;

    final ArrayList<String> webhookHosts;

    /** {@code null} where it is not used. */
    final AwsSettings aws;

    final String topic;
    final ArrayList<String> numbers;
    final int smsParts;
    final int smsMessages;
    final int smsPerSecond;
    final String smsSender;
    final String smsMaxPrice;
    final String mailFrom;
    final ArrayList<String> mailTo;
    final String replyTo;
    final String configurationSet;
    final int mailsPerSecond;

    /**
     * @param aws options of the group {@code Aws}; read only for channels of AWS
     */
    NotifySettings(
            Channel channel, ReadableConfig options, ReadableConfig aws, SecretStores stores) {
        this.channel = channel;
        this.retryTimeout = options.get(NotifyOptions.RETRY_TIMEOUT);
        this.charts = options.get(NotifyOptions.CHARTS);
        this.stores = stores;
        this.webhook = webhook(channel, options, stores);
        this.webhookHosts = list(options.get(NotifyOptions.WEBHOOK_HOSTS));
        this.aws = NotifyOptions.isOfAws(channel) ? AwsSettings.from(aws) : null;
        this.topic = options.get(NotifyOptions.SNS_TOPIC);
        this.numbers = list(options.get(NotifyOptions.SMS_TO));
        this.smsParts = options.get(NotifyOptions.SMS_PARTS);
        this.smsMessages = options.get(NotifyOptions.SMS_MESSAGES);
        this.smsPerSecond = options.get(NotifyOptions.SMS_PER_SECOND);
        this.smsSender = options.get(NotifyOptions.SMS_SENDER_ID);
        this.smsMaxPrice = options.get(NotifyOptions.SMS_MAX_PRICE);
        this.mailFrom = options.get(NotifyOptions.EMAIL_FROM);
        this.mailTo = list(options.get(NotifyOptions.EMAIL_TO));
        this.replyTo = options.get(NotifyOptions.EMAIL_REPLY_TO);
        this.configurationSet = options.get(NotifyOptions.EMAIL_CONFIGURATION_SET);
        this.mailsPerSecond = options.get(NotifyOptions.EMAIL_PER_SECOND);
    }

    private static SecretReference webhook(
            Channel channel, ReadableConfig options, SecretStores stores) {
        if (channel == Channel.SLACK) {
            return SecretReference.parse(options.get(NotifyOptions.SLACK), stores);
        }
        return channel == Channel.DISCORD
                ? SecretReference.parse(options.get(NotifyOptions.DISCORD), stores)
                : null;
    }

    private static ArrayList<String> list(List<String> texts) {
        return texts == null ? new ArrayList<>() : new ArrayList<>(texts);
    }

    /** Connects to nothing yet; to be closed. */
    Sender sender() {
        PriceChart chart = charts ? PriceChart.drawn() : PriceChart.none();
        switch (channel) {
            case CONSOLE:
                return new ConsoleLog();
            case SLACK:
                return webhook(new SlackWebhook());
            case DISCORD:
                return webhook(new DiscordWebhook(chart));
            case EMAIL:
                return new SesMail(this, chart);
            case SMS:
                return new SnsShortMessages(this);
            case SNS:
                return new SnsTopic(this);
            default:
                throw new IllegalArgumentException(channel + " is no channel that is sent to");
        }
    }

    private Sender webhook(Webhook kind) {
        return new WebhookSender(
                channel.name(), kind, webhook, stores, new WebhookHosts(webhookHosts), kind.pace());
    }
}
