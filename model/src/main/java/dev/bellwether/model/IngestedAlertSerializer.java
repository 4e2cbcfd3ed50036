// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link IngestedAlert}: alert or dead letter, each with a mark for its absence. */
public final class IngestedAlertSerializer extends EventSerializer<IngestedAlert> {

    private static final long serialVersionUID = 1L;

    static final IngestedAlertSerializer INSTANCE = new IngestedAlertSerializer();

    @Override
    public IngestedAlert createInstance() {
        return new IngestedAlert();
    }

    @Override
    public void serialize(IngestedAlert ingested, DataOutputView target) throws IOException {
        writeNullable(ingested.alert, AlertSerializer.INSTANCE, target);
        target.writeBoolean(ingested.endless);
        writeNullable(ingested.deadLetter, DeadLetterSerializer.INSTANCE, target);
    }

    @Override
    public IngestedAlert deserialize(DataInputView source) throws IOException {
        IngestedAlert ingested = new IngestedAlert();
        ingested.alert = readNullable(AlertSerializer.INSTANCE, source);
        ingested.endless = source.readBoolean();
        ingested.deadLetter = readNullable(DeadLetterSerializer.INSTANCE, source);
        return ingested;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<IngestedAlert> {

        public Snapshot() {
            super(IngestedAlertSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<IngestedAlert> {

        public TypeFactory() {
            super(IngestedAlert.class, INSTANCE);
        }
    }
}
