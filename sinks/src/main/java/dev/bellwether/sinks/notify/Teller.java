// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.time.Duration;
import java.util.List;
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

/**
 * Tells the notifications of one channel and gives back, as dead letters, those that were refused
 * for good.
 *
 * <p>At least once: what is not yet answered is in the checkpoint and sent again after a failure
 * under the same key. At each address in the order in which they were made, after a restart too.
 * One address that is down or gone holds up no other: it has a queue of its own, and what does not
 * fit there any more is a dead letter, see {@link Deliveries}. A channel that is down as a whole
 * holds up its own messages only, until {@link #WAITING} of them wait; then it holds up the job.
 * Dead letters come in no order.
 */
public final class Teller extends RichAsyncFunction<String, DeadLetter> {

    private static final long serialVersionUID = 1L;

    /** Messages of one channel that wait before they hold up the rest. */
    private static final int WAITING = 10_000;

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    /** For what waited when the job stopped, and comes all at once. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final NotifySettings settings;

    private transient Deliveries deliveries;
    private transient Counter delivered;
    private transient Counter refused;

    Teller(NotifySettings settings) {
        this.settings = settings;
    }

    /** As JSON: what waits for its answer is state, which the bytes of an event must never be. */
    public static String text(Notification notification) {
        return Json.write(notification);
    }

    static Notification read(String text) {
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
     * @param channel any but {@link Channel#FILE}
     * @param aws options of the group {@code Aws}
     * @param stores who reads the address of a webhook if it is in a store
     */
    public static SingleOutputStreamOperator<DeadLetter> tell(
            DataStream<String> notifications,
            Channel channel,
            ReadableConfig options,
            ReadableConfig aws,
            SecretStores stores) {
        return AsyncDataStream.unorderedWait(
                notifications,
                new Teller(new NotifySettings(channel, options, aws, stores)),
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
                        .addGroup("Channel", settings.channel.name());
        delivered = metrics.counter("notificationsDelivered");
        refused = metrics.counter("notificationsRefused");
        Deliveries opened =
                new Deliveries(
                        settings.channel.name(),
                        settings.sender(),
                        settings.retryTimeout,
                        FIRST_BACKOFF,
                        SETTLE);
        metrics.gauge("notificationsWaiting", opened::waiting);
        metrics.gauge("notificationsRetried", opened::retried);
        deliveries = opened;
    }

    @Override
    public void asyncInvoke(String text, ResultFuture<DeadLetter> result) {
        Notification notification = read(text);
        if (notification.channel != settings.channel) {
            result.complete(List.of());
        } else {
            deliveries
                    .send(notification)
                    .thenAccept(problem -> result.complete(letters(notification, problem)));
        }
    }

    private List<DeadLetter> letters(Notification notification, String problem) {
        if (problem == null) {
            delivered.inc();
            return List.of();
        }
        refused.inc();
        return List.of(Untold.letter(notification, problem));
    }

    @Override
    public void close() {
        if (deliveries != null) {
            deliveries.close();
        }
    }
}
