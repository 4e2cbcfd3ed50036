// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.AlertVerb;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The life of each alert; keyed by rule and symbol ({@link #key}).
 *
 * <pre>
 *              entered            acknowledged
 *  (pending) ──────────► firing ◄──────────────► acknowledged
 *      │                  │  ▲      released,         │
 *      │ left        left │  │      severity rose     │ left
 *      ▼                  ▼  │ begins again soon      ▼
 *   dropped             resolved ◄────────────────────┘
 * </pre>
 *
 * <p>One {@link Alert} for each change. A condition that begins again within {@code flap.window} is
 * the same alert. One that has done so {@code flap.entries} times flaps: its ends are waited out
 * for {@code flap.hold}, and while they are, nothing is said. All of it is in event time, so that
 * the same facts give the same alerts whenever they are read. What a person does counts when it
 * comes; an action on an alert that is over, or is none, changes nothing.
 *
 * <p>State: one {@link AlertRecord} for each rule and symbol, until the window after its end.
 */
public final class AlertLifecycle
        extends KeyedCoProcessFunction<String, RuleTransition, AlertAction, Alert> {

    private static final long serialVersionUID = 1L;

    private static final double[] NO_PRICES = {};

    private static final char SEPARATOR = ':';

    private final long flapWindow;
    private final int flapEntries;
    private final long flapHold;

    private transient ValueState<AlertRecord> state;
    private transient Counter firing;
    private transient Counter resolved;
    private transient Counter idle;

    private AlertLifecycle(long flapWindow, int flapEntries, long flapHold) {
        this.flapWindow = flapWindow;
        this.flapEntries = flapEntries;
        this.flapHold = flapHold;
    }

    /** From checked options of the group {@code Alerts}. */
    public static AlertLifecycle from(ReadableConfig alerts) {
        return new AlertLifecycle(
                alerts.get(AlertOptions.FLAP_WINDOW).toMillis(),
                alerts.get(AlertOptions.FLAP_ENTRIES),
                alerts.get(AlertOptions.FLAP_HOLD).toMillis());
    }

    public static String key(RuleTransition transition) {
        return transition.rule + SEPARATOR + transition.symbol;
    }

    /** Of the alert that it is about, with or without its time. */
    public static String key(AlertAction action) {
        int rule = action.alert.indexOf(SEPARATOR);
        int symbol = action.alert.indexOf(SEPARATOR, rule + 1);
        return symbol < 0 ? action.alert : action.alert.substring(0, symbol);
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("alert", Types.POJO(AlertRecord.class)));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        firing = metrics.counter("alertsFiring");
        resolved = metrics.counter("alertsResolved");
        idle = metrics.counter("alertActionsIdle");
    }

    @Override
    public void processElement1(RuleTransition transition, Context context, Collector<Alert> out)
            throws Exception {
        AlertRecord record = state.value();
        if (record != null
                && record.endsMillis != 0
                && transition.eventTimeMillis >= record.endsMillis) {
            // Event time is behind its facts: what is due is due.
            long ends = record.endsMillis;
            context.timerService().deleteEventTimeTimer(ends);
            end(record, ends, context, out);
        }
        boolean live = record != null && !record.isOver();
        switch (transition.phase) {
            case PENDING:
                if (!live && !isSoonAfter(record, transition.eventTimeMillis)) {
                    begin(transition, AlertState.PENDING, out);
                }
                break;
            case ENTERED:
                enter(record, live, transition, context, out);
                break;
            case CHANGED:
                if (live) {
                    describe(record, transition);
                    change(record, afterSeverity(record, transition), transition, out);
                }
                break;
            case LEFT:
                if (live) {
                    leave(record, transition, context, out);
                }
                break;
            default:
                throw new IllegalStateException("no phase " + transition.phase);
        }
    }

    private boolean isSoonAfter(AlertRecord record, long time) {
        return record != null
                && record.alertState() == AlertState.RESOLVED
                && time - record.changedMillis <= flapWindow;
    }

    private void enter(
            AlertRecord record,
            boolean live,
            RuleTransition transition,
            Context context,
            Collector<Alert> out)
            throws Exception {
        if (!live && !isSoonAfter(record, transition.eventTimeMillis)) {
            begin(transition, AlertState.FIRING, out);
            return;
        }
        note(record, transition.eventTimeMillis);
        describe(record, transition);
        if (live && record.endsMillis != 0) {
            // It had left for a moment and nobody was told.
            context.timerService().deleteEventTimeTimer(record.endsMillis);
            record.endsMillis = 0;
            if (transition.severity == record.alertSeverity()) {
                state.update(record);
            } else {
                change(record, afterSeverity(record, transition), transition, out);
            }
            return;
        }
        record.acknowledgedBy = "";
        record.note = "";
        change(record, AlertState.FIRING, transition, out);
    }

    private void leave(
            AlertRecord record, RuleTransition transition, Context context, Collector<Alert> out)
            throws Exception {
        describe(record, transition);
        if (record.alertState() == AlertState.PENDING) {
            change(record, AlertState.DROPPED, transition, out);
            state.clear();
        } else if (isFlapping(record)) {
            record.endsMillis = transition.eventTimeMillis + flapHold;
            context.timerService().registerEventTimeTimer(record.endsMillis);
            state.update(record);
        } else {
            resolve(record, transition.eventTimeMillis, out);
            context.timerService().registerEventTimeTimer(record.changedMillis + flapWindow + 1);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        AlertRecord record = state.value();
        if (record == null) {
            return;
        }
        if (record.endsMillis == time) {
            end(record, time, context, out);
        } else if (record.isOver() && time - record.changedMillis > flapWindow) {
            state.clear();
        }
    }

    /** Of what flapped. */
    private void end(AlertRecord record, long time, Context context, Collector<Alert> out)
            throws Exception {
        record.endsMillis = 0;
        resolve(record, time, out);
        context.timerService().registerEventTimeTimer(record.changedMillis + flapWindow + 1);
    }

    @Override
    public void processElement2(AlertAction action, Context context, Collector<Alert> out)
            throws Exception {
        AlertRecord record = state.value();
        boolean taken =
                record != null
                        && (action.alert.equals(record.id)
                                || action.alert.equals(context.getCurrentKey()))
                        && record.alertState()
                                == (action.verb == AlertVerb.ACKNOWLEDGE
                                        ? AlertState.FIRING
                                        : AlertState.ACKNOWLEDGED);
        if (!taken) {
            idle.inc();
            return;
        }
        boolean acknowledged = action.verb == AlertVerb.ACKNOWLEDGE;
        record.acknowledgedBy = acknowledged ? text(action.author) : "";
        record.note = text(action.note);
        emit(record, acknowledged ? AlertState.ACKNOWLEDGED : AlertState.FIRING, NO_PRICES, out);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private void begin(RuleTransition transition, AlertState first, Collector<Alert> out)
            throws Exception {
        AlertRecord record = new AlertRecord();
        record.id = key(transition) + SEPARATOR + transition.sinceMillis;
        record.revision = -1;
        record.rule = transition.rule;
        record.symbol = transition.symbol;
        record.startedMillis = transition.sinceMillis;
        record.severity = transition.severity.name();
        record.worst = record.severity;
        describe(record, transition);
        if (first == AlertState.FIRING) {
            note(record, transition.eventTimeMillis);
        }
        change(record, first, transition, out);
    }

    /** Remembers that the condition began. */
    private void note(AlertRecord record, long time) {
        record.entries++;
        long[] began = Arrays.stream(record.began).filter(at -> time - at <= flapWindow).toArray();
        began = Arrays.copyOf(began, began.length + 1);
        began[began.length - 1] = time;
        // More than make it flap need not be remembered.
        int most = Math.min(began.length, flapEntries);
        record.began = Arrays.copyOfRange(began, began.length - most, began.length);
    }

    private boolean isFlapping(AlertRecord record) {
        return record.began.length >= flapEntries;
    }

    private static void describe(AlertRecord record, RuleTransition transition) {
        record.headline = transition.headline;
        if (transition.facts.length > 0) {
            record.facts = transition.facts;
        }
        if (transition.labels.length > 0) {
            record.labels = transition.labels;
        }
        if (transition.links.length > 0) {
            record.links = transition.links;
        }
    }

    /** What somebody took on as a warning nobody has taken on when it is critical. */
    private static AlertState afterSeverity(AlertRecord record, RuleTransition transition) {
        boolean rose = transition.severity.compareTo(record.alertSeverity()) > 0;
        if (rose && record.alertState() == AlertState.ACKNOWLEDGED) {
            record.acknowledgedBy = "";
            record.note = "";
            return AlertState.FIRING;
        }
        return record.alertState();
    }

    private void change(
            AlertRecord record, AlertState next, RuleTransition transition, Collector<Alert> out)
            throws Exception {
        record.severity = transition.severity.name();
        if (transition.severity.compareTo(Severity.valueOf(record.worst)) > 0) {
            record.worst = record.severity;
        }
        record.changedMillis = Math.max(record.changedMillis, transition.eventTimeMillis);
        emit(record, next, transition.prices, out);
    }

    private void resolve(AlertRecord record, long time, Collector<Alert> out) throws Exception {
        record.changedMillis = Math.max(record.changedMillis, time);
        emit(record, AlertState.RESOLVED, NO_PRICES, out);
    }

    private void emit(AlertRecord record, AlertState next, double[] prices, Collector<Alert> out)
            throws Exception {
        AlertState before = record.state == null ? null : record.alertState();
        record.state = next.name();
        record.revision++;
        state.update(record);
        if (next == AlertState.FIRING && before != AlertState.FIRING) {
            firing.inc();
        } else if (next == AlertState.RESOLVED) {
            resolved.inc();
        }
        Alert alert = new Alert();
        alert.id = record.id;
        alert.revision = record.revision;
        alert.rule = record.rule;
        alert.symbol = record.symbol;
        alert.state = next;
        alert.before = before;
        alert.severity = record.alertSeverity();
        alert.worst = Severity.valueOf(record.worst);
        alert.headline = record.headline;
        alert.facts = record.facts;
        alert.labels = record.labels;
        alert.links = record.links;
        alert.startedMillis = record.startedMillis;
        alert.changedMillis = record.changedMillis;
        alert.acknowledgedBy = record.acknowledgedBy.isEmpty() ? null : record.acknowledgedBy;
        alert.note = record.note.isEmpty() ? null : record.note;
        alert.entries = record.entries;
        alert.flapping = isFlapping(record);
        alert.prices = prices;
        out.collect(alert);
    }
}
