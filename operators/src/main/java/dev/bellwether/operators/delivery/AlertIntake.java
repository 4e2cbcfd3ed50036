// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.IngestedAlert;
import dev.bellwether.model.Json;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Takes each change of an alert of another application once, and no older one after it; keyed by
 * rule and symbol ({@link #key}).
 *
 * <p>Streams deliver at least once, and an application that was restored publishes again what it
 * had published. Newer is what started later; of one alert, what changed later in event time, then
 * the higher revision. Event time comes first because a restored application may count otherwise:
 * actions of people come when they come. A change that is not newer than the newest one is counted
 * and left out, so it opens nothing again and repeats nothing. An alert that still fires when a
 * newer one of its rule and symbol comes is ended here: its own end was overtaken or lost.
 *
 * <p>An alert whose sender never says that it is over is over when it was not sent again for {@code
 * endless.hold}; what is sent of its rule and symbol until then is a change of the same alert.
 *
 * <p>The clock is that on the wall. State: an {@link AlertIntakeRecord} for each rule and symbol
 * that fires, and of the others for {@code repetitions.memory} after the last change.
 */
public final class AlertIntake extends KeyedProcessFunction<String, IngestedAlert, Alert> {

    /** Records that were no alerts, as they came. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("alert-record-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    private final long hold;
    private final long memory;

    private transient ValueState<AlertIntakeRecord> state;
    private transient Counter received;
    private transient Counter repeated;

    private AlertIntake(long hold, long memory) {
        this.hold = hold;
        this.memory = memory;
    }

    /** From checked options of the group {@code KinesisAlerts}. */
    public static AlertIntake from(ReadableConfig config) {
        return new AlertIntake(
                config.get(AlertIntakeOptions.HOLD).toMillis(),
                config.get(AlertIntakeOptions.MEMORY).toMillis());
    }

    /** Dead letters have one key together, and no state. */
    public static String key(IngestedAlert ingested) {
        return ingested.alert == null ? "" : ingested.alert.rule + "|" + ingested.alert.symbol;
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "newest", Types.POJO(AlertIntakeRecord.class)));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        received = metrics.counter("alertChangesReceived");
        repeated = metrics.counter("alertChangesRepeated");
    }

    @Override
    public void processElement(IngestedAlert ingested, Context context, Collector<Alert> out)
            throws Exception {
        if (ingested.deadLetter != null) {
            context.output(DEAD_LETTERS, ingested.deadLetter);
            return;
        }
        AlertIntakeRecord newest = state.value();
        Alert alert = ingested.alert;
        if (ingested.endless && newest != null) {
            if (alert.changedMillis <= newest.changedMillis) {
                repeated.inc();
                return;
            }
            if (newest.endless && !newest.alert.isEmpty()) {
                alert = continued(alert, Json.read(newest.alert, Alert.class));
            }
        }
        if (newest != null && !isNewer(alert, newest)) {
            repeated.inc();
            return;
        }
        if (newest != null
                && !newest.alert.isEmpty()
                && alert.startedMillis > newest.startedMillis) {
            out.collect(ended(Json.read(newest.alert, Alert.class), alert.startedMillis));
        }
        received.inc();
        out.collect(alert);
        remember(alert, ingested.endless, newest, context);
    }

    private static boolean isNewer(Alert alert, AlertIntakeRecord newest) {
        if (alert.startedMillis != newest.startedMillis) {
            return alert.startedMillis > newest.startedMillis;
        }
        if (alert.changedMillis != newest.changedMillis) {
            return alert.changedMillis > newest.changedMillis;
        }
        return alert.revision > newest.revision;
    }

    /** What was sent again, as a change of the alert that fires. */
    private static Alert continued(Alert sent, Alert firing) {
        Alert alert = copy(sent);
        alert.id = firing.id;
        alert.startedMillis = firing.startedMillis;
        alert.revision = firing.revision + 1;
        alert.before = firing.state;
        alert.entries = firing.entries + 1;
        if (firing.worst.compareTo(alert.worst) > 0) {
            alert.worst = firing.worst;
        }
        return alert;
    }

    private static Alert ended(Alert firing, long atMillis) {
        Alert alert = copy(firing);
        alert.before = firing.state;
        alert.state = AlertState.RESOLVED;
        alert.revision = firing.revision + 1;
        alert.changedMillis = Math.max(firing.changedMillis, atMillis);
        return alert;
    }

    private void remember(Alert alert, boolean endless, AlertIntakeRecord before, Context context)
            throws Exception {
        AlertIntakeRecord record = new AlertIntakeRecord();
        record.startedMillis = alert.startedMillis;
        record.changedMillis = alert.changedMillis;
        record.revision = alert.revision;
        record.endless = endless;
        boolean open = alert.state == AlertState.FIRING || alert.state == AlertState.ACKNOWLEDGED;
        record.alert = open ? Json.write(alert) : "";
        if (before != null) {
            record.dueMillis = before.dueMillis;
        }
        if (open && !endless) {
            schedule(record, 0, context);
        } else {
            long now = context.timerService().currentProcessingTime();
            schedule(record, now + (open ? hold : memory), context);
        }
        state.update(record);
    }

    /** One timer at a time. */
    private static void schedule(AlertIntakeRecord record, long due, Context context) {
        if (record.dueMillis != 0) {
            context.timerService().deleteProcessingTimeTimer(record.dueMillis);
        }
        if (due != 0) {
            context.timerService().registerProcessingTimeTimer(due);
        }
        record.dueMillis = due;
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        AlertIntakeRecord record = state.value();
        if (record == null || record.dueMillis != time) {
            return;
        }
        if (record.alert.isEmpty()) {
            state.clear();
            return;
        }
        Alert firing = Json.read(record.alert, Alert.class);
        // The record keeps the time of the last change: what was sent after it is newer.
        out.collect(ended(firing, firing.changedMillis + hold));
        record.alert = "";
        record.dueMillis = 0;
        schedule(record, context.timerService().currentProcessingTime() + memory, context);
        state.update(record);
    }

    private static Alert copy(Alert alert) {
        return Json.read(Json.write(alert), Alert.class);
    }
}
