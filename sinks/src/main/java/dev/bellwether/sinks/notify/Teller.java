// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the notifications of one channel and gives back, as dead letters, those that were refused
 * for good.
 *
 * <p>At least once: what is not yet answered is in the checkpoint and sent again after a failure
 * under the same key. In order. A channel that is down holds up its own messages only, until {@link
 * #WAITING} of them wait.
 */
public final class Teller extends RichAsyncFunction<String, DeadLetter> {

    private static final long serialVersionUID = 1L;

    /** Messages of one channel that wait before they hold up the rest. */
    private static final int WAITING = 10_000;

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final Channel channel;
    private final SecretReference address;
    private final Duration retryTimeout;

    private transient WebhookQueue queue;
    private transient Counter delivered;
    private transient Counter refused;

    private Teller(Channel channel, SecretReference address, Duration retryTimeout) {
        this.channel = channel;
        this.address = address;
        this.retryTimeout = retryTimeout;
    }

    /** As JSON: what waits for its answer is state, which the bytes of an event must never be. */
    public static String text(Notification notification) {
        return Json.write(notification);
    }

    private static Notification read(String text) {
        try {
            return Json.mapper().readValue(text, Notification.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no notification: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * From checked options of the group {@code Notifications}.
     *
     * @param notifications of all channels, as {@link #text}; only those of this one are told
     * @param stores who reads the address if it is in a store
     */
    public static SingleOutputStreamOperator<DeadLetter> tell(
            DataStream<String> notifications,
            Channel channel,
            ReadableConfig options,
            SecretStores stores) {
        SecretReference address = null;
        if (channel == Channel.SLACK) {
            address = SecretReference.parse(options.get(NotifyOptions.SLACK), stores);
        } else if (channel == Channel.DISCORD) {
            address = SecretReference.parse(options.get(NotifyOptions.DISCORD), stores);
        }
        Duration retryTimeout = options.get(NotifyOptions.RETRY_TIMEOUT);
        return AsyncDataStream.orderedWait(
                notifications,
                new Teller(channel, address, retryTimeout),
                // The queue gives up first. A message may have to wait for all those before it.
                Duration.ofDays(365).toMillis(),
                TimeUnit.MILLISECONDS,
                WAITING);
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("kinesisanalytics")
                        .addGroup("Channel", channel.name());
        delivered = metrics.counter("notificationsDelivered");
        refused = metrics.counter("notificationsRefused");
        if (address != null) {
            Webhook webhook = channel == Channel.SLACK ? new SlackWebhook() : new DiscordWebhook();
            queue =
                    new WebhookQueue(
                            channel.name(),
                            webhook,
                            SecretResolver.of(address).resolve(),
                            retryTimeout,
                            FIRST_BACKOFF,
                            webhook.pace());
        }
    }

    @Override
    public void asyncInvoke(String text, ResultFuture<DeadLetter> result) {
        Notification notification = read(text);
        if (notification.channel != channel) {
            result.complete(List.of());
        } else if (queue == null) {
            print(notification);
            delivered.inc();
            result.complete(List.of());
        } else {
            queue.send(notification)
                    .thenAccept(problem -> result.complete(letters(notification, problem)));
        }
    }

    private static void print(Notification notification) {
        if (notification.severity == Severity.CRITICAL) {
            LOG.error("{} ({})", notification.title, notification.key);
        } else {
            LOG.warn("{} ({})", notification.title, notification.key);
        }
    }

    private List<DeadLetter> letters(Notification notification, String problem) {
        if (problem == null) {
            delivered.inc();
            return List.of();
        }
        refused.inc();
        return List.of(
                DeadLetter.of(
                        "notifications-" + channel.name().toLowerCase(Locale.ROOT),
                        ReasonCode.REFUSED_BY_SERVICE,
                        "not delivered: " + problem,
                        notification.toString().getBytes(StandardCharsets.UTF_8),
                        Clock.systemUTC().millis()));
    }

    @Override
    public void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
