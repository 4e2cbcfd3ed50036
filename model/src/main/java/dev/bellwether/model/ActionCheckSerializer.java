// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ActionCheck}: its fields in the order of their declaration. */
public final class ActionCheckSerializer extends EventSerializer<ActionCheck> {

    private static final long serialVersionUID = 1L;

    static final ActionCheckSerializer INSTANCE = new ActionCheckSerializer();

    @Override
    public ActionCheck createInstance() {
        return new ActionCheck();
    }

    @Override
    public void serialize(ActionCheck actionCheck, DataOutputView target) throws IOException {
        writeText(actionCheck.symbol, target);
        target.writeInt(actionCheck.firstDay);
        target.writeInt(actionCheck.wantedDay);
        target.writeInt(actionCheck.lastDay);
        writeText(actionCheck.currency, target);
        writeText(actionCheck.feed, target);
        target.writeInt(actionCheck.actions.length);
        for (CorporateAction action : actionCheck.actions) {
            CorporateActionSerializer.INSTANCE.serialize(action, target);
        }
    }

    @Override
    public ActionCheck deserialize(DataInputView source) throws IOException {
        ActionCheck actionCheck = new ActionCheck();
        actionCheck.symbol = readText(source);
        actionCheck.firstDay = source.readInt();
        actionCheck.wantedDay = source.readInt();
        actionCheck.lastDay = source.readInt();
        actionCheck.currency = readText(source);
        actionCheck.feed = readText(source);
        actionCheck.actions = new CorporateAction[source.readInt()];
        for (int i = 0; i < actionCheck.actions.length; i++) {
            actionCheck.actions[i] = CorporateActionSerializer.INSTANCE.deserialize(source);
        }
        return actionCheck;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<ActionCheck> {

        public Snapshot() {
            super(ActionCheckSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<ActionCheck> {

        public TypeFactory() {
            super(ActionCheck.class, INSTANCE);
        }
    }
}
