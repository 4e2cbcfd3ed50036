// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.Person;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds what a receiver is to be told against what each of its users wants; keyed by {@link
 * Dispatch#bucket}, with the policy broadcast.
 *
 * <p>In this order: severity, symbols, quiet hours, digest, and a number of alerts an hour for each
 * user, symbol and rule. What comes in quiet hours or belongs into a digest is kept, with its
 * newest change, and told in one message when they end; what is critical is told at any hour, and
 * has no such number. What is beyond the number is handed on to be counted by the channel. An end
 * is held against none of them but symbols and severity: the log of the channel knows whether its
 * beginning was told.
 *
 * <p>Channels of a receiver that are for everybody get everything.
 *
 * <p>State: a {@link HeldAlert} for what is kept, a {@link PersonRecord} for each user, symbol and
 * rule of the last hour, the policy in broadcast state.
 */
public final class Recipients
        extends KeyedBroadcastProcessFunction<Integer, Dispatch, String, Telling> {

    /** What the stream of policies is broadcast with. */
    public static final MapStateDescriptor<String, String> POLICY =
            new MapStateDescriptor<>("policy", Types.STRING, Types.STRING);

    /** Who was not told, and why. */
    public static final OutputTag<DeliveryDecision> DECISIONS =
            new OutputTag<>("recipient-decisions", TypeInformation.of(DeliveryDecision.class));

    private static final long serialVersionUID = 1L;

    private static final String CURRENT = "current";
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Alerts that one message names; further ones are counted in it. */
    private static final int MOST_NAMED = 20;

    private static final char SEPARATOR = '\n';

    private final String initial;
    private final int limit;

    private transient MapState<String, HeldAlert> held;
    private transient MapState<String, PersonRecord> hours;
    private transient Map<String, DeliveryPolicy.Receiver> receivers;
    private transient Map<String, Person> people;

    /** The users of each receiver by their part of all, in the order of the policy. */
    private transient Map<String, Map<Integer, List<Person>>> meant;

    private Recipients(String initial, int limit) {
        this.initial = initial;
        this.limit = limit;
    }

    /**
     * From checked options of the group {@code Notifications}.
     *
     * @param initial what counts until a policy comes
     */
    public static Recipients from(ReadableConfig notifications, DeliveryPolicy initial) {
        return new Recipients(initial.toString(), notifications.get(DeliveryOptions.SYMBOL_LIMIT));
    }

    @Override
    public void open(OpenContext context) {
        held =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "held", Types.STRING, Types.POJO(HeldAlert.class)));
        hours =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "hours", Types.STRING, Types.POJO(PersonRecord.class)));
    }

    @Override
    public void processBroadcastElement(String policy, Context context, Collector<Telling> out)
            throws Exception {
        BroadcastState<String, String> state = context.getBroadcastState(POLICY);
        if (!policy.equals(state.get(CURRENT))) {
            state.put(CURRENT, policy);
            use(policy);
        }
    }

    private void use(String json) {
        DeliveryPolicy policy = PolicyReader.parse(json);
        receivers = new HashMap<>();
        policy.receivers.forEach(receiver -> receivers.put(receiver.name, receiver));
        people = new LinkedHashMap<>();
        policy.users.forEach(user -> people.put(user.userId, new Person(user)));
        meant = new HashMap<>();
        for (DeliveryPolicy.Receiver receiver : policy.receivers) {
            Set<String> users = new HashSet<>(receiver.users);
            meant.put(
                    receiver.name,
                    people.values().stream()
                            .filter(one -> users.contains("*") || users.contains(one.id()))
                            .collect(Collectors.groupingBy(one -> Person.bucket(one.id()))));
        }
    }

    private void read(String policy) {
        if (people == null) {
            use(policy == null ? initial : policy);
        }
    }

    @Override
    public void processElement(Dispatch dispatch, ReadOnlyContext context, Collector<Telling> out)
            throws Exception {
        read(context.getBroadcastState(POLICY).get(CURRENT));
        DeliveryPolicy.Receiver receiver = receivers.get(dispatch.receiver);
        Decisions decisions = new Decisions(dispatch);
        if (dispatch.bucket < 0) {
            if (receiver == null || receiver.users.isEmpty() && receiver.channels.isEmpty()) {
                for (Alert alert : dispatch.alerts) {
                    decisions.add(DeliveryVerdict.UNROUTED, "", alert, dispatch.receiver);
                }
            } else {
                for (Channel channel : receiver.channels) {
                    out.collect(
                            telling(
                                    dispatch,
                                    channel,
                                    null,
                                    null,
                                    List.of(dispatch.alerts),
                                    List.of()));
                }
            }
        } else if (receiver != null) {
            List<Person> some =
                    meant.get(dispatch.receiver).getOrDefault(dispatch.bucket, List.of());
            for (Person person : some) {
                tell(person, dispatch, decisions, context, out);
            }
        }
        decisions.all().forEach(decision -> context.output(DECISIONS, decision));
    }

    private void tell(
            Person person,
            Dispatch dispatch,
            Decisions decisions,
            ReadOnlyContext context,
            Collector<Telling> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        List<Alert> told = new ArrayList<>();
        List<Alert> beyond = new ArrayList<>();
        for (Alert alert : dispatch.alerts) {
            DeliveryVerdict verdict = verdict(person, dispatch, alert, now, context);
            if (verdict == DeliveryVerdict.TOLD) {
                told.add(alert);
            } else if (verdict == DeliveryVerdict.LIMITED) {
                beyond.add(alert);
                decisions.add(verdict, person.id(), alert, "more than " + limit + " an hour");
            } else {
                decisions.add(verdict, person.id(), alert, "");
            }
        }
        if (told.isEmpty() && beyond.isEmpty()) {
            return;
        }
        if (person.channels().isEmpty()) {
            for (Alert alert : told) {
                decisions.add(DeliveryVerdict.NO_ADDRESS, person.id(), alert, "no channel");
            }
        }
        for (Channel channel : person.channels()) {
            String recipient = person.isAlone(channel) ? person.id() : null;
            out.collect(
                    telling(dispatch, channel, recipient, person.address(channel), told, beyond));
        }
    }

    private DeliveryVerdict verdict(
            Person person, Dispatch dispatch, Alert alert, long now, ReadOnlyContext context)
            throws Exception {
        DeliveryVerdict verdict = person.verdict(alert, now);
        boolean kept =
                verdict == DeliveryVerdict.QUIET_HOURS || verdict == DeliveryVerdict.DIGESTED;
        if (!kept && verdict != DeliveryVerdict.TOLD) {
            return verdict;
        }
        boolean over = alert.state == AlertState.RESOLVED;
        String key = person.id() + SEPARATOR + alert.id;
        HeldAlert before = held.get(key);
        if (before != null && alert.severity == Severity.CRITICAL && !over) {
            held.remove(key); // It cannot wait any longer.
        } else if (before != null) {
            before.alert = alert.toString();
            held.put(key, before);
            return kept ? verdict : DeliveryVerdict.DIGESTED;
        } else if (kept) {
            hold(person, dispatch, alert, person.dueAfter(verdict, now), context);
            return verdict;
        }
        boolean free =
                over
                        || alert.severity == Severity.CRITICAL
                        || dispatch.kind != DispatchKind.CHANGE
                        || take(key(person, alert), now, context);
        return free ? verdict : DeliveryVerdict.LIMITED;
    }

    private static String key(Person person, Alert alert) {
        return person.id() + SEPARATOR + alert.symbol + SEPARATOR + alert.rule;
    }

    private void hold(
            Person person, Dispatch dispatch, Alert alert, long due, ReadOnlyContext context)
            throws Exception {
        HeldAlert later = new HeldAlert();
        later.user = person.id();
        later.alert = alert.toString();
        later.begun = alert.state != AlertState.RESOLVED;
        later.route = dispatch.route;
        later.dueMillis = due;
        held.put(person.id() + SEPARATOR + alert.id, later);
        context.timerService().registerProcessingTimeTimer(due);
        context.timerService().registerEventTimeTimer(EndOfInput.TIMER);
    }

    /** Counts it, if there is room in the hour. */
    private boolean take(String key, long now, ReadOnlyContext context) throws Exception {
        PersonRecord record = hours.get(key);
        if (record == null || record.beganMillis + HOUR <= now) {
            record = new PersonRecord();
            record.beganMillis = now;
            // One look at the end of each hour tidies up all of it.
            long tidy = (now / HOUR + 2) * HOUR;
            context.timerService().registerProcessingTimeTimer(tidy);
        }
        boolean free = record.told < limit;
        if (free) {
            record.told++;
        }
        hours.put(key, record);
        return free;
    }

    private static Telling telling(
            Dispatch dispatch,
            Channel channel,
            String recipient,
            String address,
            List<Alert> told,
            List<Alert> beyond) {
        Telling telling = new Telling();
        telling.key = dispatch.key;
        telling.kind = dispatch.kind;
        telling.route = dispatch.route;
        telling.group = dispatch.group;
        telling.channel = channel;
        telling.recipient = recipient;
        telling.address = address;
        telling.reason = dispatch.reason;
        telling.atMillis = dispatch.atMillis;
        fill(telling, told);
        telling.limited = beyond.stream().map(alert -> alert.id).toArray(String[]::new);
        return telling;
    }

    private static void fill(Telling telling, List<Alert> told) {
        List<Alert> named = new ArrayList<>();
        List<String> more = new ArrayList<>();
        int begun = 0;
        int over = 0;
        for (Alert alert : told) {
            boolean isOver = alert.state == AlertState.RESOLVED;
            if ((isOver ? over++ : begun++) < MOST_NAMED) {
                named.add(alert);
            } else {
                more.add(CountedAlert.text(alert));
            }
        }
        telling.alerts = named.toArray(new Alert[0]);
        telling.more = more.toArray(new String[0]);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Telling> out)
            throws Exception {
        read(context.getBroadcastState(POLICY).get(CURRENT));
        boolean ended = context.timeDomain() == TimeDomain.EVENT_TIME;
        long now = ended ? context.timerService().currentProcessingTime() : time;
        Map<String, List<HeldAlert>> due = new TreeMap<>();
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, HeldAlert> entry : held.entries()) {
            HeldAlert later = entry.getValue();
            if (ended || later.dueMillis <= now) {
                due.computeIfAbsent(later.user, user -> new ArrayList<>()).add(later);
                gone.add(entry.getKey());
            }
        }
        for (String key : gone) {
            held.remove(key);
        }
        for (Map.Entry<String, List<HeldAlert>> entry : due.entrySet()) {
            Person person = people.get(entry.getKey());
            if (person != null) {
                digest(person, entry.getValue(), now, out);
            }
        }
        tidyUp(now);
    }

    /** Forgets hours that are over. */
    private void tidyUp(long time) throws Exception {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, PersonRecord> entry : hours.entries()) {
            if (entry.getValue().beganMillis + HOUR <= time) {
                gone.add(entry.getKey());
            }
        }
        for (String key : gone) {
            hours.remove(key);
        }
    }

    /** What began meanwhile comes whole; of the rest only the ends of what was told. */
    private static void digest(
            Person person, List<HeldAlert> later, long time, Collector<Telling> out) {
        List<Alert> meanwhile = new ArrayList<>();
        List<Alert> ends = new ArrayList<>();
        later.forEach(one -> (one.begun ? meanwhile : ends).add(Json.read(one.alert, Alert.class)));
        Dispatch dispatch = new Dispatch();
        dispatch.route = later.get(0).route;
        dispatch.group = "";
        dispatch.reason = "";
        dispatch.atMillis = time;
        for (Channel channel : person.channels()) {
            dispatch.kind = DispatchKind.DIGEST;
            dispatch.key = "digest/" + time + "/" + person.id();
            tellLater(dispatch, person, channel, meanwhile, out);
            dispatch.kind = DispatchKind.CHANGE;
            dispatch.key = "ends/" + time + "/" + person.id();
            tellLater(dispatch, person, channel, ends, out);
        }
    }

    private static void tellLater(
            Dispatch dispatch,
            Person person,
            Channel channel,
            List<Alert> alerts,
            Collector<Telling> out) {
        if (alerts.isEmpty()) {
            return;
        }
        alerts.sort(
                Comparator.comparing((Alert alert) -> alert.state == AlertState.RESOLVED)
                        .thenComparing(alert -> alert.worst, Comparator.reverseOrder())
                        .thenComparingLong(alert -> alert.startedMillis)
                        .thenComparing(alert -> alert.id));
        String recipient = person.isAlone(channel) ? person.id() : null;
        out.collect(
                telling(dispatch, channel, recipient, person.address(channel), alerts, List.of()));
    }
}
