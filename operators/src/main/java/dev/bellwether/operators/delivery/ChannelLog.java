// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The log of what was told to each address of a channel, and how many messages it may still get;
 * keyed by channel and address.
 *
 * <p>Told are an alert that this address does not have yet, or only less severe; its end, where it
 * has its beginning; and whatever is repeated or climbs. Each address has a number of messages an
 * hour, and another for those with a critical alert; alerts that are beyond are counted by rule and
 * told in one summary at the end of the hour, together with those that are beyond a limit of a
 * user. Ends, digests and summaries are never beyond.
 *
 * <p>The log is state, so a restart or another parallelism tells nothing twice; the clock is that
 * on the wall. State: the worst severity told of each alert that is not over, a {@link
 * ChannelRecord}, the key of the last repetition.
 */
public final class ChannelLog extends KeyedProcessFunction<String, Telling, Notification> {

    /** What was told, and what was not. */
    public static final OutputTag<DeliveryDecision> DECISIONS =
            new OutputTag<>("channel-decisions", TypeInformation.of(DeliveryDecision.class));

    private static final long serialVersionUID = 1L;

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** A timer in event time that fires when there is nothing more to come, and never before. */
    private static final long END = Long.MAX_VALUE;

    private final int limit;
    private final int criticalLimit;

    private transient ValueState<ChannelRecord> recordState;
    private transient MapState<String, String> told;
    private transient ValueState<String> lastAgain;
    private transient Counter sent;
    private transient Counter kept;

    private ChannelLog(int limit, int criticalLimit) {
        this.limit = limit;
        this.criticalLimit = criticalLimit;
    }

    /** From checked options of the group {@code Notifications}. */
    public static ChannelLog from(ReadableConfig notifications) {
        return new ChannelLog(
                notifications.get(DeliveryOptions.LIMIT),
                notifications.get(DeliveryOptions.CRITICAL_LIMIT));
    }

    public static String key(Telling telling) {
        return telling.channel.name() + "|" + (telling.address == null ? "" : telling.address);
    }

    @Override
    public void open(OpenContext context) {
        recordState =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "hour", Types.POJO(ChannelRecord.class)));
        told =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("told", Types.STRING, Types.STRING));
        lastAgain = getRuntimeContext().getState(new ValueStateDescriptor<>("again", Types.STRING));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        sent = metrics.counter("notifications");
        kept = metrics.counter("notificationsKeptBack");
    }

    @Override
    public void processElement(Telling telling, Context context, Collector<Notification> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        List<Alert> begun = new ArrayList<>();
        List<Alert> over = new ArrayList<>();
        if (telling.kind != DispatchKind.CHANGE) {
            if (telling.key.equals(lastAgain.value())) {
                // Several users share the address.
                List<Alert> alerts = Arrays.asList(telling.alerts);
                decide(telling, alerts, DeliveryVerdict.REPEATED, "", context);
                return;
            }
            lastAgain.update(telling.key);
        }
        choose(telling, begun, over, context);
        List<Alert> named = new ArrayList<>(begun);
        List<String> counted = new ArrayList<>(Arrays.asList(telling.limited));
        boolean more = telling.more.length > 0;
        if ((!begun.isEmpty() || more) && telling.kind != DispatchKind.DIGEST) {
            if (!take(begun, now, context, telling, out)) {
                begun.forEach(alert -> counted.add(alert.rule));
                counted.addAll(Arrays.asList(telling.more));
                decide(telling, begun, DeliveryVerdict.LIMITED, "limit of the hour", context);
                named.clear();
                more = false;
            }
        }
        if (!counted.isEmpty()) {
            count(telling, counted, now, context, out);
        }
        named.addAll(over);
        if (!named.isEmpty() || more) {
            tell(telling, named, more, now, context, out);
        }
    }

    /** What this address is to have. */
    private void choose(Telling telling, List<Alert> begun, List<Alert> over, Context context)
            throws Exception {
        List<Alert> repeated = new ArrayList<>();
        List<Alert> notBegun = new ArrayList<>();
        for (Alert alert : telling.alerts) {
            String known = told.get(alert.id);
            if (alert.state == AlertState.RESOLVED) {
                boolean has = known != null || telling.kind == DispatchKind.DIGEST;
                (has ? over : notBegun).add(alert);
            } else {
                boolean isNew =
                        known == null || alert.severity.compareTo(Severity.valueOf(known)) > 0;
                boolean again =
                        telling.kind == DispatchKind.REPEAT
                                || telling.kind == DispatchKind.ESCALATION;
                (isNew || again ? begun : repeated).add(alert);
            }
        }
        decide(telling, repeated, DeliveryVerdict.REPEATED, "", context);
        decide(telling, notBegun, DeliveryVerdict.NOT_BEGUN, "", context);
    }

    private void tell(
            Telling telling,
            List<Alert> named,
            boolean more,
            long now,
            Context context,
            Collector<Notification> out)
            throws Exception {
        for (Alert alert : named) {
            if (alert.state == AlertState.RESOLVED) {
                told.remove(alert.id);
            } else {
                told.put(alert.id, alert.severity.name());
            }
        }
        Notification notification =
                Messages.of(telling, named, more ? telling.more : new String[0], now);
        decide(telling, named, DeliveryVerdict.TOLD, notification.key, context);
        sent.inc();
        out.collect(notification);
    }

    private static void decide(
            Telling telling,
            List<Alert> alerts,
            DeliveryVerdict verdict,
            String detail,
            Context context) {
        if (alerts.isEmpty()) {
            return;
        }
        DeliveryDecision decision = new DeliveryDecision();
        decision.route = telling.route;
        decision.group = telling.group;
        decision.alerts =
                alerts.stream()
                        .map(alert -> alert.id + "/" + alert.revision)
                        .toArray(String[]::new);
        decision.recipients =
                new String[] {
                    telling.recipient == null
                            ? telling.channel.name().toLowerCase(Locale.ROOT)
                            : telling.recipient
                };
        decision.channel = telling.channel;
        decision.verdict = verdict;
        decision.detail = detail;
        decision.atMillis = context.timerService().currentProcessingTime();
        context.output(DECISIONS, decision);
    }

    /** Counts a message, if there is room in the hour. */
    private boolean take(
            List<Alert> begun,
            long now,
            Context context,
            Telling telling,
            Collector<Notification> out)
            throws Exception {
        ChannelRecord record = record(telling, now, context, out);
        boolean critical = begun.stream().anyMatch(alert -> alert.severity == Severity.CRITICAL);
        boolean free = critical ? record.toldCritical < criticalLimit : record.told < limit;
        if (free && critical) {
            record.toldCritical++;
        } else if (free) {
            record.told++;
        }
        recordState.update(record);
        return free;
    }

    private void count(
            Telling telling,
            List<String> rules,
            long now,
            Context context,
            Collector<Notification> out)
            throws Exception {
        ChannelRecord record = record(telling, now, context, out);
        for (String rule : rules) {
            keep(record, rule);
        }
        kept.inc(rules.size());
        recordState.update(record);
    }

    /** Of the hour that is going on; the first thing in it begins one. */
    private ChannelRecord record(
            Telling telling, long now, Context context, Collector<Notification> out)
            throws Exception {
        ChannelRecord record = recordState.value();
        if (record != null && record.beganMillis + HOUR <= now) {
            sumUp(record, now, out);
            record = null;
        }
        if (record == null) {
            record = new ChannelRecord();
            record.beganMillis = now;
            record.channel = telling.channel.name();
            record.recipient = telling.recipient == null ? "" : telling.recipient;
            record.address = telling.address == null ? "" : telling.address;
            context.timerService().registerProcessingTimeTimer(now + HOUR);
            context.timerService().registerEventTimeTimer(END);
        }
        return record;
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
        ChannelRecord record = recordState.value();
        boolean ended = context.timeDomain() == TimeDomain.EVENT_TIME;
        if (record != null && (ended || record.beganMillis + HOUR <= time)) {
            sumUp(record, context.timerService().currentProcessingTime(), out);
            recordState.clear();
            context.timerService().deleteEventTimeTimer(END);
        }
    }

    private void sumUp(ChannelRecord record, long now, Collector<Notification> out) {
        if (record.rules.length > 0) {
            out.collect(Messages.summary(record, now));
            sent.inc();
        }
    }
}
