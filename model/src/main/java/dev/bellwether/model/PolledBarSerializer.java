// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PolledBar}: its fields in the order of their declaration. */
public final class PolledBarSerializer extends EventSerializer<PolledBar> {

    private static final long serialVersionUID = 1L;

    static final PolledBarSerializer INSTANCE = new PolledBarSerializer();

    @Override
    public PolledBar createInstance() {
        return new PolledBar();
    }

    @Override
    public void serialize(PolledBar polledBar, DataOutputView target) throws IOException {
        writeNullable(polledBar.bar, BarSerializer.INSTANCE, target);
        target.writeBoolean(polledBar.warmUp);
        writeNullable(polledBar.poll, SymbolPollSerializer.INSTANCE, target);
        writeNullable(polledBar.actionCheck, ActionCheckSerializer.INSTANCE, target);
        writeNullable(polledBar.deadLetter, DeadLetterSerializer.INSTANCE, target);
    }

    @Override
    public PolledBar deserialize(DataInputView source) throws IOException {
        PolledBar polledBar = new PolledBar();
        polledBar.bar = readNullable(BarSerializer.INSTANCE, source);
        polledBar.warmUp = source.readBoolean();
        polledBar.poll = readNullable(SymbolPollSerializer.INSTANCE, source);
        polledBar.actionCheck = readNullable(ActionCheckSerializer.INSTANCE, source);
        polledBar.deadLetter = readNullable(DeadLetterSerializer.INSTANCE, source);
        return polledBar;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<PolledBar> {

        public Snapshot() {
            super(PolledBarSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<PolledBar> {

        public TypeFactory() {
            super(PolledBar.class, INSTANCE);
        }
    }
}
