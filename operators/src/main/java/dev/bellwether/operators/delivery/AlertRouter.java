// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.DeliveryInput;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.Json;
import dev.bellwether.model.RoutedAlert;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import dev.bellwether.operators.delivery.policy.RouteTree;
import dev.bellwether.operators.delivery.policy.Suppressions;
import dev.bellwether.operators.delivery.policy.Suppressions.ActiveSilence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gives each change of an alert to the groups that it belongs to by the tree of routes, marked with
 * what keeps it back; keyed by one constant, because an alert may stand for any other.
 *
 * <p>Every change goes to {@link #ALERTS}, too, and once more when a silence or another alert
 * begins or ceases to keep it back. An end is never kept back: who was told that something began is
 * told that it is over. When the policy changes, open alerts leave the groups that they do not
 * belong to any more.
 *
 * <p>The clock is that on the wall. State: an {@link OpenAlert} for each that fires or is taken on,
 * the silences that people made, the policy.
 */
public final class AlertRouter extends KeyedProcessFunction<String, DeliveryInput, RoutedAlert> {

    /** The key of all input. */
    public static final String KEY = "all";

    /** Changes of alerts, with what keeps them back. */
    public static final OutputTag<Alert> ALERTS =
            new OutputTag<>("alerts", TypeInformation.of(Alert.class));

    /** What was kept back, and by what. */
    public static final OutputTag<DeliveryDecision> DECISIONS =
            new OutputTag<>("router-decisions", TypeInformation.of(DeliveryDecision.class));

    private static final long serialVersionUID = 1L;

    /** The policy until one comes, as JSON. */
    private final String initial;

    private transient MapState<String, OpenAlert> open;
    private transient MapState<String, String> silenceState;
    private transient ValueState<String> policyState;

    /** The same, ready to be asked; {@code null} until they were read from the state. */
    private transient Map<String, Alert> alerts;

    private transient Map<String, ActiveSilence> silences;
    private transient List<ActiveSilence> policySilences;
    private transient RouteTree routes;
    private transient Suppressions suppressions;

    /**
     * @param initial what counts until a policy comes
     */
    public AlertRouter(DeliveryPolicy initial) {
        this.initial = initial.toString();
    }

    @Override
    public void open(OpenContext context) {
        open =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "open-alerts", Types.STRING, Types.POJO(OpenAlert.class)));
        silenceState =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>("silences", Types.STRING, Types.STRING));
        policyState =
                getRuntimeContext().getState(new ValueStateDescriptor<>("policy", Types.STRING));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        metrics.gauge("alertsOpen", () -> alerts == null ? 0 : alerts.size());
    }

    @Override
    public void processElement(DeliveryInput input, Context context, Collector<RoutedAlert> out)
            throws Exception {
        read();
        if (input.alert != null) {
            change(input.alert, context, out);
        } else if (input.action != null) {
            act(input.action, context, out);
        } else if (!input.policy.equals(policyState.value())) {
            policyState.update(input.policy);
            use(input.policy);
            registerEnds(policySilences, context);
            askAgain(true, context, out);
        }
    }

    private void read() throws Exception {
        if (alerts != null) {
            return;
        }
        alerts = new LinkedHashMap<>();
        for (Map.Entry<String, OpenAlert> entry : open.entries()) {
            alerts.put(entry.getKey(), Json.read(entry.getValue().alert, Alert.class));
        }
        silences = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : silenceState.entries()) {
            silences.put(entry.getKey(), silence(entry.getValue()));
        }
        String policy = policyState.value();
        use(policy == null ? initial : policy);
    }

    private void use(String json) {
        DeliveryPolicy policy = PolicyReader.parse(json);
        routes = new RouteTree(policy);
        suppressions = new Suppressions(policy);
        policySilences = new ArrayList<>();
        policy.silences.forEach(silence -> policySilences.add(ActiveSilence.of(silence)));
    }

    private void change(Alert alert, Context context, Collector<RoutedAlert> out) throws Exception {
        boolean isOpen = alert.state == AlertState.FIRING || alert.state == AlertState.ACKNOWLEDGED;
        Alert before = alerts.get(alert.id);
        boolean wasSource = before != null && suppressions.isSource(before);
        if (!isOpen) {
            context.output(ALERTS, alert);
            if (alert.state == AlertState.RESOLVED) {
                end(alert, out);
            }
        } else {
            tell(alert, suppressedBy(alert, context), context, out);
        }
        if (wasSource != (isOpen && suppressions.isSource(alert))) {
            askAgain(false, context, out);
        }
    }

    /** Where it was told it is over. */
    private void end(Alert alert, Collector<RoutedAlert> out) throws Exception {
        OpenAlert known = open.get(alert.id);
        open.remove(alert.id);
        alerts.remove(alert.id);
        if (known == null) {
            return;
        }
        for (int i = 0; i < known.routes.length; i++) {
            out.collect(routed(alert, known.routes[i], known.groups[i], ""));
        }
        for (int i = 0; i < known.formerRoutes.length; i++) {
            out.collect(routed(alert, known.formerRoutes[i], known.formerGroups[i], ""));
        }
    }

    private String suppressedBy(Alert alert, Context context) {
        List<ActiveSilence> all = new ArrayList<>(silences.values());
        all.addAll(policySilences);
        return suppressions.of(
                alert, all, alerts.values(), context.timerService().currentProcessingTime());
    }

    /** An open alert, as it is now, on all its ways. */
    private void tell(
            Alert change, String suppressedBy, Context context, Collector<RoutedAlert> out)
            throws Exception {
        Alert alert = change;
        if (!Objects.equals(alert.suppressedBy, suppressedBy)) {
            alert = Json.read(Json.write(change), Alert.class);
            alert.suppressedBy = suppressedBy;
        }
        List<RouteTree.Way> ways = routes.waysOf(alert);
        OpenAlert known = open.get(alert.id);
        OpenAlert now = new OpenAlert();
        now.alert = Json.write(alert);
        now.routes = ways.stream().map(way -> way.route).toArray(String[]::new);
        now.groups = ways.stream().map(way -> way.group).toArray(String[]::new);
        if (known != null) {
            withdraw(alert, known, now, out);
        }
        open.put(alert.id, now);
        alerts.put(alert.id, alert);
        context.output(ALERTS, alert);
        for (RouteTree.Way way : ways) {
            out.collect(routed(alert, way.route, way.group, way.plan));
            if (suppressedBy != null) {
                context.output(DECISIONS, keptBack(alert, way, context));
            }
        }
    }

    /** Groups that it belongs to no more are told so, and hear of its end. */
    private static void withdraw(
            Alert alert, OpenAlert known, OpenAlert now, Collector<RoutedAlert> out) {
        Map<String, String> former = new LinkedHashMap<>();
        for (int i = 0; i < known.formerGroups.length; i++) {
            former.put(known.formerGroups[i], known.formerRoutes[i]);
        }
        Set<String> groups = new HashSet<>(Arrays.asList(now.groups));
        for (int i = 0; i < known.groups.length; i++) {
            if (!groups.contains(known.groups[i])) {
                RoutedAlert gone = routed(alert, known.routes[i], known.groups[i], "");
                gone.withdrawn = true;
                out.collect(gone);
                former.put(known.groups[i], known.routes[i]);
            }
        }
        former.keySet().removeAll(groups);
        now.formerGroups = former.keySet().toArray(new String[0]);
        now.formerRoutes = former.values().toArray(new String[0]);
    }

    private static RoutedAlert routed(Alert alert, String route, String group, String plan) {
        RoutedAlert routed = new RoutedAlert();
        routed.alert = alert;
        routed.route = route;
        routed.group = group;
        routed.plan = plan;
        return routed;
    }

    private static DeliveryDecision keptBack(Alert alert, RouteTree.Way way, Context context) {
        return DeliveryDecision.of(
                way.route,
                way.group,
                alert.suppressedBy.startsWith("silence:")
                        ? DeliveryVerdict.SILENCED
                        : DeliveryVerdict.INHIBITED,
                alert.suppressedBy,
                context.timerService().currentProcessingTime(),
                List.of(alert));
    }

    private void act(AlertAction action, Context context, Collector<RoutedAlert> out)
            throws Exception {
        if (action.verb == AlertVerb.SILENCE) {
            if (action.untilMillis <= context.timerService().currentProcessingTime()) {
                return; // It was over before it was read.
            }
            DeliveryPolicy.Silence silence = new DeliveryPolicy.Silence();
            silence.id = action.alert;
            silence.match = Arrays.asList(action.matchers);
            silence.author = action.author;
            silence.reason = action.note;
            silence.until = Instant.ofEpochMilli(action.untilMillis).toString();
            silenceState.put(silence.id, Json.write(silence));
            ActiveSilence active = ActiveSilence.of(silence);
            silences.put(silence.id, active);
            registerEnds(List.of(active), context);
        } else if (silences.remove(action.alert) != null) {
            silenceState.remove(action.alert);
        } else {
            return;
        }
        askAgain(false, context, out);
    }

    private static void registerEnds(List<ActiveSilence> some, Context context) {
        long now = context.timerService().currentProcessingTime();
        for (ActiveSilence silence : some) {
            if (silence.untilMillis > now) {
                context.timerService().registerProcessingTimeTimer(silence.untilMillis);
            }
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<RoutedAlert> out)
            throws Exception {
        read();
        List<String> over = new ArrayList<>();
        silences.forEach(
                (id, silence) -> {
                    if (silence.untilMillis <= time) {
                        over.add(id);
                    }
                });
        for (String id : over) {
            silences.remove(id);
            silenceState.remove(id);
        }
        askAgain(false, context, out);
    }

    /**
     * Whether each open alert is kept back now as it was.
     *
     * @param always whether all of them go their ways anew
     */
    private void askAgain(boolean always, Context context, Collector<RoutedAlert> out)
            throws Exception {
        for (Alert alert : new ArrayList<>(alerts.values())) {
            String suppressedBy = suppressedBy(alert, context);
            if (always || !Objects.equals(suppressedBy, alert.suppressedBy)) {
                tell(alert, suppressedBy, context, out);
            }
        }
    }

    private static ActiveSilence silence(String json) {
        return ActiveSilence.of(Json.read(json, DeliveryPolicy.Silence.class));
    }
}
