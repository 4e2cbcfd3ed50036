// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Alert}: its fields in the order of their declaration. */
public final class AlertSerializer extends EventSerializer<Alert> {

    private static final long serialVersionUID = 1L;

    static final AlertSerializer INSTANCE = new AlertSerializer();

    private static final AlertState[] ALERT_STATES = AlertState.values();
    private static final Severity[] SEVERITYS = Severity.values();

    @Override
    public Alert createInstance() {
        return new Alert();
    }

    @Override
    public void serialize(Alert alert, DataOutputView target) throws IOException {
        writeText(alert.id, target);
        target.writeInt(alert.revision);
        writeText(alert.rule, target);
        writeText(alert.symbol, target);
        writeEnum(alert.state, target);
        writeEnum(alert.before, target);
        writeEnum(alert.severity, target);
        writeEnum(alert.worst, target);
        writeText(alert.headline, target);
        writeTexts(alert.facts, target);
        writeTexts(alert.labels, target);
        writeTexts(alert.links, target);
        target.writeLong(alert.startedMillis);
        target.writeLong(alert.changedMillis);
        writeText(alert.acknowledgedBy, target);
        writeText(alert.note, target);
        target.writeInt(alert.entries);
        target.writeBoolean(alert.flapping);
        writeDoubles(alert.prices, target);
        writeText(alert.suppressedBy, target);
    }

    @Override
    public Alert deserialize(DataInputView source) throws IOException {
        Alert alert = new Alert();
        alert.id = readText(source);
        alert.revision = source.readInt();
        alert.rule = readText(source);
        alert.symbol = readText(source);
        alert.state = readEnum(ALERT_STATES, source);
        alert.before = readEnum(ALERT_STATES, source);
        alert.severity = readEnum(SEVERITYS, source);
        alert.worst = readEnum(SEVERITYS, source);
        alert.headline = readText(source);
        alert.facts = readTexts(source);
        alert.labels = readTexts(source);
        alert.links = readTexts(source);
        alert.startedMillis = source.readLong();
        alert.changedMillis = source.readLong();
        alert.acknowledgedBy = readText(source);
        alert.note = readText(source);
        alert.entries = source.readInt();
        alert.flapping = source.readBoolean();
        alert.prices = readDoubles(source);
        alert.suppressedBy = readText(source);
        return alert;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Alert> {

        public Snapshot() {
            super(AlertSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Alert> {

        public TypeFactory() {
            super(Alert.class, INSTANCE);
        }
    }
}
