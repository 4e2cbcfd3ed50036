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
import org.apache.flink.api.common.state.StateTtlConfig;
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
 * on the wall. State: severity and number of the change told of each alert that is not over, for 31
 * days; a {@link ChannelRecord}; what was repeated or counted in the hour.
 */
public final class ChannelLog extends KeyedProcessFunction<String, Telling, Notification> {

    /** What was told, and what was not. */
    public static final OutputTag<DeliveryDecision> DECISIONS =
            new OutputTag<>("channel-decisions", TypeInformation.of(DeliveryDecision.class));

    private static final long serialVersionUID = 1L;

    /** What fires for so long without an end is told again. */
    private static final Duration KEPT = Duration.ofDays(31);

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final int limit;
    private final int criticalLimit;

    private transient ValueState<ChannelRecord> recordState;
    private transient MapState<String, String> told;
    private transient MapState<String, Boolean> seen;
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
        MapStateDescriptor<String, String> log =
                new MapStateDescriptor<>("told", Types.STRING, Types.STRING);
        log.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
        told = getRuntimeContext().getMapState(log);
        seen =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("seen", Types.STRING, Types.BOOLEAN));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        sent = metrics.counter("notifications");
        kept = metrics.counter("notificationsKeptBack");
    }

    @Override
    public void processElement(Telling telling, Context context, Collector<Notification> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        Choice choice = choose(telling, context);
        List<String> counted = new ArrayList<>();
        for (String id : telling.limited) {
            if (!told.contains(id) && isFirst("limited", id)) {
                counted.add(rule(id));
            }
        }
        boolean begins = !choice.begun.isEmpty() || choice.moreBegun > 0;
        if (begins
                && telling.kind != DispatchKind.DIGEST
                && !take(choice.begun, now, context, telling, out)) {
            limit(choice, counted);
            decide(telling, choice.begun, DeliveryVerdict.LIMITED, "limit of the hour", context);
            choice.begun.clear();
        }
        if (!counted.isEmpty()) {
            count(telling, counted, now, context, out);
        }
        tell(telling, choice, now, context, out);
    }

    /** What an address is to have of a telling. */
    private static final class Choice {
        final List<Alert> begun = new ArrayList<>();
        final List<Alert> over = new ArrayList<>();
        final List<CountedAlert> more = new ArrayList<>();
        int moreBegun;
    }

    private Choice choose(Telling telling, Context context) throws Exception {
        Choice choice = new Choice();
        List<Alert> repeated = new ArrayList<>();
        List<Alert> notBegun = new ArrayList<>();
        for (Alert alert : telling.alerts) {
            if (alert.state == AlertState.RESOLVED) {
                boolean has = told.contains(alert.id) || isOfDigest(telling, alert.id);
                (has ? choice.over : notBegun).add(alert);
            } else {
                boolean again =
                        telling.kind == DispatchKind.CHANGE
                                ? isNews(alert.id, alert.severity, alert.revision, alert.before)
                                : isFirst(again(telling), alert.id);
                (again ? choice.begun : repeated).add(alert);
            }
        }
        for (String text : telling.more) {
            CountedAlert counted = CountedAlert.parse(text);
            if (counted.isOver()) {
                if (told.contains(counted.id) || isOfDigest(telling, counted.id)) {
                    choice.more.add(counted);
                }
            } else if (telling.kind == DispatchKind.CHANGE
                    ? isNews(counted.id, counted.severity, counted.revision, null)
                    : isFirst(again(telling), counted.id)) {
                choice.more.add(counted);
                choice.moreBegun++;
            }
        }
        decide(telling, repeated, DeliveryVerdict.REPEATED, "", context);
        decide(telling, notBegun, DeliveryVerdict.NOT_BEGUN, "", context);
        return choice;
    }

    /** Several users who share the address may have the same in their digests. */
    private boolean isOfDigest(Telling telling, String id) throws Exception {
        return telling.kind == DispatchKind.DIGEST && isFirst(again(telling), id);
    }

    /** What is told again is told once for all users who share the address. */
    private static String again(Telling telling) {
        return telling.kind == DispatchKind.DIGEST ? "digest/" + telling.atMillis : telling.key;
    }

    private boolean isNews(String id, Severity severity, int revision, AlertState before)
            throws Exception {
        String known = told.get(id);
        if (known == null) {
            return true;
        }
        int slash = known.indexOf('/');
        return severity.compareTo(Severity.valueOf(known.substring(0, slash))) > 0
                || before == AlertState.ACKNOWLEDGED
                        && revision > Integer.parseInt(known.substring(slash + 1));
    }

    /** Whether it is the first time in this hour. */
    private boolean isFirst(String what, String id) throws Exception {
        String key = what + "|" + id;
        if (seen.contains(key)) {
            return false;
        }
        seen.put(key, true);
        return true;
    }

    /** What begins is beyond the limit, and each alert of it is counted once. */
    private void limit(Choice choice, List<String> counted) throws Exception {
        List<String> ids = new ArrayList<>();
        choice.begun.forEach(alert -> ids.add(alert.id));
        choice.more.stream().filter(one -> !one.isOver()).forEach(one -> ids.add(one.id));
        choice.more.removeIf(one -> !one.isOver());
        for (String id : ids) {
            if (isFirst("limited", id)) {
                counted.add(rule(id));
            }
        }
    }

    private static String rule(String id) {
        int end = id.indexOf(':');
        return end < 0 ? id : id.substring(0, end);
    }

    private void tell(
            Telling telling, Choice choice, long now, Context context, Collector<Notification> out)
            throws Exception {
        List<Alert> named = new ArrayList<>(choice.begun);
        named.addAll(choice.over);
        if (named.isEmpty() && choice.more.isEmpty()) {
            return;
        }
        for (Alert alert : named) {
            remember(
                    alert.id,
                    alert.state == AlertState.RESOLVED
                            ? ""
                            : alert.severity + "/" + alert.revision);
        }
        List<String> moreBegun = new ArrayList<>();
        List<String> moreOver = new ArrayList<>();
        for (CountedAlert counted : choice.more) {
            remember(counted.id, counted.isOver() ? "" : counted.severity + "/" + counted.revision);
            (counted.isOver() ? moreOver : moreBegun).add(rule(counted.id));
        }
        Notification notification = Messages.of(telling, named, moreBegun, moreOver, now);
        decide(telling, named, DeliveryVerdict.TOLD, notification.key, context);
        record(telling, now, context, out);
        sent.inc();
        out.collect(notification);
    }

    /** Nothing is to be known of what is over. */
    private void remember(String id, String what) throws Exception {
        if (what.isEmpty()) {
            told.remove(id);
        } else {
            told.put(id, what);
        }
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
        DeliveryDecision decision =
                DeliveryDecision.of(
                        telling.route,
                        telling.group,
                        verdict,
                        detail,
                        context.timerService().currentProcessingTime(),
                        alerts);
        decision.recipients =
                new String[] {
                    telling.recipient == null
                            ? telling.channel.name().toLowerCase(Locale.ROOT)
                            : telling.recipient
                };
        decision.channel = telling.channel;
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
            recordState.update(record);
            context.timerService().registerProcessingTimeTimer(now + HOUR);
            context.timerService().registerEventTimeTimer(EndOfInput.TIMER);
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
            seen.clear();
            context.timerService().deleteEventTimeTimer(EndOfInput.TIMER);
        }
    }

    private void sumUp(ChannelRecord record, long now, Collector<Notification> out) {
        if (record.rules.length > 0) {
            out.collect(Messages.summary(record, now));
            sent.inc();
        }
    }
}
