// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SymbolPoll}: its fields in the order of their declaration. */
public final class SymbolPollSerializer extends EventSerializer<SymbolPoll> {

    private static final long serialVersionUID = 1L;

    static final SymbolPollSerializer INSTANCE = new SymbolPollSerializer();

    private static final PollOutcome[] POLL_OUTCOME = PollOutcome.values();

    @Override
    public SymbolPoll createInstance() {
        return new SymbolPoll();
    }

    @Override
    public void serialize(SymbolPoll symbolPoll, DataOutputView target) throws IOException {
        writeText(symbolPoll.symbol, target);
        target.writeInt(symbolPoll.sessionDay);
        writeEnum(symbolPoll.outcome, target);
        writeText(symbolPoll.detail, target);
        target.writeLong(symbolPoll.dueMillis);
    }

    @Override
    public SymbolPoll deserialize(DataInputView source) throws IOException {
        SymbolPoll symbolPoll = new SymbolPoll();
        symbolPoll.symbol = readText(source);
        symbolPoll.sessionDay = source.readInt();
        symbolPoll.outcome = readEnum(POLL_OUTCOME, source);
        symbolPoll.detail = readText(source);
        symbolPoll.dueMillis = source.readLong();
        return symbolPoll;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<SymbolPoll> {

        public Snapshot() {
            super(SymbolPollSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<SymbolPoll> {

        public TypeFactory() {
            super(SymbolPoll.class, INSTANCE);
        }
    }
}
