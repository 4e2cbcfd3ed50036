// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.notify;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides what is told on each channel; keyed by one constant, because all channels see all alerts.
 *
 * <p>Told are: an alert that fires and is severe enough; its severity when it rises above what was
 * told; and its end, where its beginning was told. Each channel has a number of messages an hour,
 * and another for critical ones; what is beyond is counted by rule and told in one summary at the
 * end of the hour. An end is never beyond: who was told that something began is told that it is
 * over.
 *
 * <p>The log of what was told is state, so a restart or another parallelism tells nothing twice;
 * the clock is that on the wall. State: one {@link ChannelRecord} for each channel, and the worst
 * severity told of each alert that is not over.
 */
public final class Notifier extends KeyedProcessFunction<String, Alert, Notification> {

    /** The key of all alerts. */
    public static final String KEY = "all";

    private static final long serialVersionUID = 1L;

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Channel[] channels;
    private final Severity least;
    private final int limit;
    private final int criticalLimit;

    private transient ValueState<ChannelRecord>[] records;
    private transient MapState<String, String> told;
    private transient Counter sent;
    private transient Counter kept;

    private Notifier(Channel[] channels, Severity least, int limit, int criticalLimit) {
        this.channels = channels;
        this.least = least;
        this.limit = limit;
        this.criticalLimit = criticalLimit;
    }

    /** From checked options of the group {@code Notifications}. */
    public static Notifier from(ReadableConfig notifications, List<Channel> channels) {
        return new Notifier(
                channels.toArray(new Channel[0]),
                notifications.get(NotifierOptions.SEVERITY),
                notifications.get(NotifierOptions.LIMIT),
                notifications.get(NotifierOptions.CRITICAL_LIMIT));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    public void open(OpenContext context) {
        records = new ValueState[channels.length];
        for (int i = 0; i < channels.length; i++) {
            records[i] =
                    getRuntimeContext()
                            .getState(
                                    new ValueStateDescriptor<>(
                                            "channel-" + channels[i].name(),
                                            Types.POJO(ChannelRecord.class)));
        }
        told =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("told", Types.STRING, Types.STRING));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        sent = metrics.counter("notifications");
        kept = metrics.counter("notificationsKeptBack");
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Notification> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        for (int i = 0; i < channels.length; i++) {
            String key = channels[i].name() + "/" + alert.id;
            String known = told.get(key);
            if (alert.state == AlertState.RESOLVED) {
                if (known != null) {
                    told.remove(key);
                    tell(channels[i], alert, now, out);
                }
            } else if (alert.state == AlertState.FIRING
                    && alert.severity.compareTo(least) >= 0
                    && (known == null || alert.severity.compareTo(Severity.valueOf(known)) > 0)) {
                if (take(i, alert, now, context, out)) {
                    told.put(key, alert.severity.name());
                    tell(channels[i], alert, now, out);
                }
            }
        }
    }

    /** Counts it, as told or as kept back. */
    private boolean take(
            int channel, Alert alert, long now, Context context, Collector<Notification> out)
            throws Exception {
        ChannelRecord record = records[channel].value();
        if (record != null && record.beganMillis != 0 && record.beganMillis + HOUR <= now) {
            // Its timer fired while the channel was not configured.
            sumUp(channels[channel], record, now, out);
            record = null;
        }
        if (record == null || record.beganMillis == 0) {
            record = new ChannelRecord();
            record.beganMillis = now;
            context.timerService().registerProcessingTimeTimer(now + HOUR);
        }
        boolean critical = alert.severity == Severity.CRITICAL;
        boolean free = critical ? record.toldCritical < criticalLimit : record.told < limit;
        if (!free) {
            keep(record, alert.rule);
            kept.inc();
        } else if (critical) {
            record.toldCritical++;
        } else {
            record.told++;
        }
        records[channel].update(record);
        return free;
    }

    private static void keep(ChannelRecord record, String rule) {
        int at = Arrays.asList(record.rules).indexOf(rule);
        if (at < 0) {
            at = record.rules.length;
            record.rules = Arrays.copyOf(record.rules, at + 1);
            record.kept = Arrays.copyOf(record.kept, at + 1);
            record.rules[at] = rule;
        }
        record.kept[at]++;
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Notification> out)
            throws Exception {
        for (int i = 0; i < channels.length; i++) {
            ChannelRecord record = records[i].value();
            if (record != null && record.beganMillis != 0 && record.beganMillis + HOUR <= time) {
                sumUp(channels[i], record, time, out);
                records[i].clear();
            }
        }
    }

    private void sumUp(
            Channel channel, ChannelRecord record, long now, Collector<Notification> out) {
        if (record.rules.length > 0) {
            out.collect(summary(channel, record, now));
            sent.inc();
        }
    }

    private void tell(Channel channel, Alert alert, long now, Collector<Notification> out) {
        Notification notification = new Notification();
        notification.key = channel.name() + "/" + alert.id + "/" + alert.revision;
        notification.channel = channel;
        notification.alert = alert.id;
        notification.rule = alert.rule;
        notification.symbol = alert.symbol;
        notification.state = alert.state;
        notification.severity = alert.severity;
        boolean over = alert.state == AlertState.RESOLVED;
        notification.title = (over ? "Over: " : "") + alert.headline;
        notification.text = alert.flapping ? "It comes and goes." : "";
        notification.facts = alert.facts;
        notification.labels = alert.labels;
        notification.links = alert.links;
        notification.prices = alert.prices;
        notification.eventMillis = alert.changedMillis;
        notification.createdMillis = now;
        sent.inc();
        out.collect(notification);
    }

    private static Notification summary(Channel channel, ChannelRecord record, long now) {
        Notification notification = new Notification();
        notification.key = channel.name() + "/summary/" + record.beganMillis;
        notification.channel = channel;
        notification.severity = Severity.INFO;
        int all = Arrays.stream(record.kept).sum();
        notification.title =
                String.format(
                        Locale.ROOT, "%d more alert%s in the last hour", all, all == 1 ? "" : "s");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < record.rules.length; i++) {
            text.append(i == 0 ? "" : "\n")
                    .append(record.kept[i])
                    .append(" of ")
                    .append(record.rules[i]);
        }
        notification.text = text.toString();
        notification.createdMillis = now;
        return notification;
    }
}
