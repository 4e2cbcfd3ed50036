// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Dispatch}: its fields in the order of their declaration. */
public final class DispatchSerializer extends EventSerializer<Dispatch> {

    private static final long serialVersionUID = 1L;

    static final DispatchSerializer INSTANCE = new DispatchSerializer();

    private static final DispatchKind[] DISPATCH_KINDS = DispatchKind.values();

    @Override
    public Dispatch createInstance() {
        return new Dispatch();
    }

    @Override
    public void serialize(Dispatch dispatch, DataOutputView target) throws IOException {
        writeText(dispatch.key, target);
        writeEnum(dispatch.kind, target);
        writeText(dispatch.route, target);
        writeText(dispatch.group, target);
        writeText(dispatch.receiver, target);
        writeText(dispatch.reason, target);
        target.writeInt(dispatch.alerts.length);
        for (Alert alert : dispatch.alerts) {
            AlertSerializer.INSTANCE.serialize(alert, target);
        }
        target.writeInt(dispatch.bucket);
        target.writeLong(dispatch.atMillis);
    }

    @Override
    public Dispatch deserialize(DataInputView source) throws IOException {
        Dispatch dispatch = new Dispatch();
        dispatch.key = readText(source);
        dispatch.kind = readEnum(DISPATCH_KINDS, source);
        dispatch.route = readText(source);
        dispatch.group = readText(source);
        dispatch.receiver = readText(source);
        dispatch.reason = readText(source);
        dispatch.alerts = new Alert[source.readInt()];
        for (int i = 0; i < dispatch.alerts.length; i++) {
            dispatch.alerts[i] = AlertSerializer.INSTANCE.deserialize(source);
        }
        dispatch.bucket = source.readInt();
        dispatch.atMillis = source.readLong();
        return dispatch;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Dispatch> {

        public Snapshot() {
            super(DispatchSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Dispatch> {

        public TypeFactory() {
            super(Dispatch.class, INSTANCE);
        }
    }
}
