// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link OperationalEvent}: its fields in the order of their declaration. */
public final class OperationalEventSerializer extends EventSerializer<OperationalEvent> {

    private static final long serialVersionUID = 1L;

    static final OperationalEventSerializer INSTANCE = new OperationalEventSerializer();

    private static final Severity[] SEVERITY = Severity.values();

    @Override
    public OperationalEvent createInstance() {
        return new OperationalEvent();
    }

    @Override
    public void serialize(OperationalEvent operationalEvent, DataOutputView target)
            throws IOException {
        writeText(operationalEvent.source, target);
        writeText(operationalEvent.kind, target);
        writeEnum(operationalEvent.severity, target);
        writeText(operationalEvent.message, target);
        target.writeLong(operationalEvent.occurredMillis);
    }

    @Override
    public OperationalEvent deserialize(DataInputView source) throws IOException {
        OperationalEvent operationalEvent = new OperationalEvent();
        operationalEvent.source = readText(source);
        operationalEvent.kind = readText(source);
        operationalEvent.severity = readEnum(SEVERITY, source);
        operationalEvent.message = readText(source);
        operationalEvent.occurredMillis = source.readLong();
        return operationalEvent;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<OperationalEvent> {

        public Snapshot() {
            super(OperationalEventSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<OperationalEvent> {

        public TypeFactory() {
            super(OperationalEvent.class, INSTANCE);
        }
    }
}
