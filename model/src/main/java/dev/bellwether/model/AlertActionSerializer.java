// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link AlertAction}: its fields in the order of their declaration. */
public final class AlertActionSerializer extends EventSerializer<AlertAction> {

    private static final long serialVersionUID = 1L;

    static final AlertActionSerializer INSTANCE = new AlertActionSerializer();

    private static final AlertVerb[] ALERT_VERBS = AlertVerb.values();

    @Override
    public AlertAction createInstance() {
        return new AlertAction();
    }

    @Override
    public void serialize(AlertAction alertAction, DataOutputView target) throws IOException {
        writeEnum(alertAction.verb, target);
        writeText(alertAction.alert, target);
        writeText(alertAction.author, target);
        writeText(alertAction.note, target);
        target.writeLong(alertAction.atMillis);
        writeTexts(alertAction.matchers, target);
        target.writeLong(alertAction.untilMillis);
    }

    @Override
    public AlertAction deserialize(DataInputView source) throws IOException {
        AlertAction alertAction = new AlertAction();
        alertAction.verb = readEnum(ALERT_VERBS, source);
        alertAction.alert = readText(source);
        alertAction.author = readText(source);
        alertAction.note = readText(source);
        alertAction.atMillis = source.readLong();
        alertAction.matchers = readTexts(source);
        alertAction.untilMillis = source.readLong();
        return alertAction;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<AlertAction> {

        public Snapshot() {
            super(AlertActionSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<AlertAction> {

        public TypeFactory() {
            super(AlertAction.class, INSTANCE);
        }
    }
}
