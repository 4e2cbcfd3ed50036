// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.Json;
import dev.bellwether.model.RoutedAlert;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.policy.RoutePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Says when a group of alerts is told, and of which; keyed by group.
 *
 * <p>A group is told {@code group_wait} after its first alert, then at most every {@code
 * group_interval} of what is new, and every {@code repeat_interval} of what goes on and nobody has
 * taken on. New are an alert that fires, a severity above the one told, and an end; what is
 * critical is told at once. An alert that ends, is taken on or is kept back before it was told is
 * not told.
 *
 * <p>While alerts of a ladder's severity fire that nobody has taken on, its steps are told one
 * after the other, counted from the telling; after the last one it begins anew as often as it says.
 *
 * <p>The clock is that on the wall; a job that comes to its end tells what waits. State: a {@link
 * GroupRecord} and a {@link GroupMember} for each open alert of the group; both go when the last
 * alert has gone.
 */
public final class AlertGroups extends KeyedProcessFunction<String, RoutedAlert, Dispatch> {

    /** What was not told because it was over or taken on before. */
    public static final OutputTag<DeliveryDecision> DECISIONS =
            new OutputTag<>("group-decisions", TypeInformation.of(DeliveryDecision.class));

    private static final long serialVersionUID = 1L;

    /** Texts of plans that are kept ready; more than that are read again. */
    private static final int MOST_PLANS = 1_000;

    private transient ValueState<GroupRecord> recordState;
    private transient MapState<String, GroupMember> members;
    private transient Map<String, RoutePlan> plans;

    @Override
    public void open(OpenContext context) {
        recordState =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("group", Types.POJO(GroupRecord.class)));
        members =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "members", Types.STRING, Types.POJO(GroupMember.class)));
        plans = new HashMap<>();
    }

    @Override
    public void processElement(RoutedAlert routed, Context context, Collector<Dispatch> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        GroupRecord record = recordState.value();
        if (record == null) {
            if (routed.withdrawn || routed.alert.state == AlertState.RESOLVED) {
                return;
            }
            record = new GroupRecord();
            record.createdMillis = now;
            context.timerService().registerEventTimeTimer(EndOfInput.TIMER);
        }
        record.route = routed.route;
        record.plan = routed.plan.isEmpty() ? record.plan : routed.plan;
        Alert alert = routed.alert;
        GroupMember member = members.get(alert.id);
        if (routed.withdrawn) {
            withdraw(alert, member);
        } else if (alert.state == AlertState.RESOLVED) {
            resolve(alert, member, record, context);
        } else {
            open(alert, member, record, context);
        }
        if (record.dueMillis > now && !isUrgent(alert)) {
            // Somebody will look at all of it then.
            recordState.update(record);
            return;
        }
        settle(record, now, false, context.timerService(), context.getCurrentKey(), out);
    }

    private static boolean isUrgent(Alert alert) {
        return alert.severity == Severity.CRITICAL && alert.state == AlertState.FIRING;
    }

    private void resolve(Alert alert, GroupMember member, GroupRecord record, Context context)
            throws Exception {
        if (member == null) {
            return;
        }
        if (!member.isTold()) {
            members.remove(alert.id);
            decide(alert, DeliveryVerdict.OVER, record, context);
            return;
        }
        member.take(alert);
        member.fresh = true;
        members.put(alert.id, member);
    }

    /** What was told here is told here to be over. */
    private void withdraw(Alert alert, GroupMember member) throws Exception {
        if (member == null || !member.isTold()) {
            members.remove(alert.id);
            return;
        }
        member.withdrawn = true;
        member.fresh = false;
        members.put(alert.id, member);
    }

    private void open(Alert alert, GroupMember known, GroupRecord record, Context context)
            throws Exception {
        GroupMember member = known == null ? new GroupMember() : known;
        boolean wasFresh = member.fresh;
        member.take(alert);
        member.withdrawn = false;
        member.fresh = member.isNews(alert);
        if (wasFresh && alert.state == AlertState.ACKNOWLEDGED && !member.isTold()) {
            decide(alert, DeliveryVerdict.ACKNOWLEDGED, record, context);
        }
        members.put(alert.id, member);
    }

    private static void decide(
            Alert alert, DeliveryVerdict verdict, GroupRecord record, Context context) {
        context.output(
                DECISIONS,
                DeliveryDecision.of(
                        record.route,
                        context.getCurrentKey(),
                        verdict,
                        "before the group was told",
                        context.timerService().currentProcessingTime(),
                        List.of(alert)));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Dispatch> out)
            throws Exception {
        GroupRecord record = recordState.value();
        if (record != null) {
            long now = context.timerService().currentProcessingTime();
            boolean ended = context.timeDomain() == TimeDomain.EVENT_TIME;
            settle(record, now, ended, context.timerService(), context.getCurrentKey(), out);
        }
    }

    /** Does what is due, and sees to it that somebody looks again when the next thing is. */
    private void settle(
            GroupRecord record,
            long now,
            boolean ended,
            TimerService timers,
            String group,
            Collector<Dispatch> out)
            throws Exception {
        RoutePlan plan = plan(record.plan);
        Map<String, GroupMember> all = new TreeMap<>();
        for (Map.Entry<String, GroupMember> entry : members.entries()) {
            all.put(entry.getKey(), entry.getValue());
        }
        GroupTurn turn = new GroupTurn(record, plan, now, group, out);
        change(turn, ended, all);
        if (all.isEmpty()) {
            recordState.clear();
            timers.deleteEventTimeTimer(EndOfInput.TIMER);
            return;
        }
        repeat(turn, all);
        climb(turn, all);
        recordState.update(record);
        register(record.dueMillis, timers, now);
        register(record.repeatMillis, timers, now);
        if (record.ladderMillis != 0) {
            // After a pause several steps may be due: they are told one after the other.
            long next = record.ladderMillis + plan.ladderAfterMillis.get(record.ladderStep);
            register(Math.max(next, now + 1), timers, now);
        }
    }

    /** Tells what is new, if it is time. */
    private void change(GroupTurn turn, boolean ended, Map<String, GroupMember> all)
            throws Exception {
        GroupRecord record = turn.record;
        List<GroupMember> fresh =
                all.values().stream().filter(member -> member.fresh).collect(Collectors.toList());
        boolean urgent =
                fresh.stream().anyMatch(m -> m.isFiring() && m.isAtLeast(Severity.CRITICAL));
        due(record, turn.plan, fresh.isEmpty(), urgent || ended, turn.now);
        if (record.dueMillis == 0 || record.dueMillis > turn.now) {
            return;
        }
        List<Alert> alerts = alerts(fresh);
        turn.tell(DispatchKind.CHANGE, turn.plan.receiver, "", alerts);
        endElsewhere(turn, alerts, all);
        record.toldMillis = turn.now;
        record.dueMillis = 0;
        record.repeatMillis = turn.plan.repeatMillis == 0 ? 0 : turn.now + turn.plan.repeatMillis;
        for (Alert alert : alerts) {
            if (alert.state == AlertState.RESOLVED) {
                members.remove(alert.id);
                all.remove(alert.id);
                continue;
            }
            GroupMember member = all.get(alert.id);
            member.tell(alert, turn.plan.receiver);
            members.put(alert.id, member);
            boolean climbs = turn.plan.ladderFrom != null && member.isAtLeast(turn.plan.ladderFrom);
            if (climbs && record.ladderMillis == 0) {
                // What is new climbs even where what was there has climbed enough.
                record.ladderRound = 0;
            }
        }
    }

    /** Who was told by a ladder, or by another plan, is told of the end, too. */
    private static void endElsewhere(
            GroupTurn turn, List<Alert> alerts, Map<String, GroupMember> all) {
        Map<String, List<Alert>> ends = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.state == AlertState.RESOLVED) {
                for (String receiver : all.get(alert.id).receivers) {
                    if (!receiver.equals(turn.plan.receiver)) {
                        ends.computeIfAbsent(receiver, any -> new ArrayList<>()).add(alert);
                    }
                }
            }
        }
        ends.forEach((receiver, some) -> turn.tell(DispatchKind.CHANGE, receiver, "", some));
    }

    private static void due(
            GroupRecord record, RoutePlan plan, boolean nothing, boolean urgent, long now) {
        if (nothing) {
            record.dueMillis = 0;
        } else if (urgent) {
            record.dueMillis = now;
        } else if (record.toldMillis != 0) {
            record.dueMillis = Math.max(now, record.toldMillis + plan.intervalMillis);
        } else if (record.dueMillis == 0) {
            record.dueMillis = now + plan.waitMillis;
        }
    }

    private void repeat(GroupTurn turn, Map<String, GroupMember> all) {
        GroupRecord record = turn.record;
        if (record.repeatMillis == 0 || record.repeatMillis > turn.now) {
            return;
        }
        List<Alert> going = untaken(all, Severity.INFO);
        // What is taken on or kept back now may be given back later.
        record.repeatMillis = turn.plan.repeatMillis == 0 ? 0 : turn.now + turn.plan.repeatMillis;
        if (!going.isEmpty()) {
            turn.tell(DispatchKind.REPEAT, turn.plan.receiver, "Still", going);
        }
    }

    private static List<Alert> untaken(Map<String, GroupMember> all, Severity least) {
        return alerts(
                all.values().stream()
                        .filter(member -> member.isUntaken(least))
                        .collect(Collectors.toList()));
    }

    private void climb(GroupTurn turn, Map<String, GroupMember> all) throws Exception {
        GroupRecord record = turn.record;
        RoutePlan plan = turn.plan;
        boolean climbs =
                plan.ladderFrom != null
                        && all.values().stream().anyMatch(m -> m.isUntaken(plan.ladderFrom));
        if (!climbs) {
            record.ladderMillis = 0;
            record.ladderStep = 0;
            record.ladderRound = 0;
            return;
        }
        if (record.ladderMillis == 0) {
            if (record.ladderRound > plan.ladderRepeat) {
                return; // It has been climbed as often as it may be.
            }
            record.ladderMillis = turn.now;
        }
        record.ladderStep = Math.min(record.ladderStep, plan.ladderAfterMillis.size() - 1);
        if (record.ladderMillis + plan.ladderAfterMillis.get(record.ladderStep) > turn.now) {
            return;
        }
        String reason =
                "Nobody has taken this on for "
                        + minutes(turn.now - firstTold(record, plan))
                        + " min";
        String receiver = plan.ladderReceivers.get(record.ladderStep);
        List<Alert> untaken = untaken(all, plan.ladderFrom);
        turn.tell(DispatchKind.ESCALATION, receiver, reason, untaken);
        for (Alert alert : untaken) {
            GroupMember member = all.get(alert.id);
            member.tellTo(receiver);
            members.put(alert.id, member);
        }
        record.ladderStep++;
        if (record.ladderStep == plan.ladderAfterMillis.size()) {
            record.ladderStep = 0;
            record.ladderRound++;
            record.ladderMillis = record.ladderRound > plan.ladderRepeat ? 0 : turn.now;
        }
    }

    /** When the first round began: each lasts as long as its last step. */
    private static long firstTold(GroupRecord record, RoutePlan plan) {
        long round = plan.ladderAfterMillis.get(plan.ladderAfterMillis.size() - 1);
        return record.ladderMillis - record.ladderRound * round;
    }

    private static long minutes(long millis) {
        return Duration.ofMillis(millis).plusSeconds(30).toMinutes();
    }

    /** The worst first, then the oldest. */
    private static List<Alert> alerts(List<GroupMember> members) {
        List<Alert> alerts = new ArrayList<>();
        members.forEach(member -> alerts.add(Json.read(member.alert, Alert.class)));
        alerts.sort(
                Comparator.comparing((Alert alert) -> alert.severity)
                        .reversed()
                        .thenComparingLong(alert -> alert.startedMillis)
                        .thenComparing(alert -> alert.id));
        return alerts;
    }

    private static void register(long at, TimerService timers, long now) {
        if (at > now) {
            timers.registerProcessingTimeTimer(at);
        }
    }

    private RoutePlan plan(String json) {
        if (plans.size() > MOST_PLANS) {
            plans.clear();
        }
        return plans.computeIfAbsent(json, RoutePlan::parse);
    }
}
