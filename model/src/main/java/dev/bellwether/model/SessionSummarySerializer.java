// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SessionSummary}: its fields in the order of their declaration. */
public final class SessionSummarySerializer extends EventSerializer<SessionSummary> {

    private static final long serialVersionUID = 1L;

    static final SessionSummarySerializer INSTANCE = new SessionSummarySerializer();

    @Override
    public SessionSummary createInstance() {
        return new SessionSummary();
    }

    @Override
    public void serialize(SessionSummary sessionSummary, DataOutputView target) throws IOException {
        target.writeInt(sessionSummary.sessionDay);
        target.writeInt(sessionSummary.ranked);
        target.writeDouble(sessionSummary.coveragePercent);
        writeText(sessionSummary.worstSymbol, target);
        target.writeDouble(sessionSummary.worstDepthPercent);
        target.writeDouble(sessionSummary.medianDepthPercent);
        target.writeInt(sessionSummary.deeperThan20);
    }

    @Override
    public SessionSummary deserialize(DataInputView source) throws IOException {
        SessionSummary sessionSummary = new SessionSummary();
        sessionSummary.sessionDay = source.readInt();
        sessionSummary.ranked = source.readInt();
        sessionSummary.coveragePercent = source.readDouble();
        sessionSummary.worstSymbol = readText(source);
        sessionSummary.worstDepthPercent = source.readDouble();
        sessionSummary.medianDepthPercent = source.readDouble();
        sessionSummary.deeperThan20 = source.readInt();
        return sessionSummary;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<SessionSummary> {

        public Snapshot() {
            super(SessionSummarySerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<SessionSummary> {

        public TypeFactory() {
            super(SessionSummary.class, INSTANCE);
        }
    }
}
