// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Ingested}: quote or dead letter, each with a mark for its absence. */
public final class IngestedSerializer extends EventSerializer<Ingested> {

    private static final long serialVersionUID = 1L;

    static final IngestedSerializer INSTANCE = new IngestedSerializer();

    @Override
    public Ingested createInstance() {
        return new Ingested();
    }

    @Override
    public void serialize(Ingested ingested, DataOutputView target) throws IOException {
        writeNullable(ingested.quote, QuoteSerializer.INSTANCE, target);
        writeNullable(ingested.deadLetter, DeadLetterSerializer.INSTANCE, target);
    }

    @Override
    public Ingested deserialize(DataInputView source) throws IOException {
        Ingested ingested = new Ingested();
        ingested.quote = readNullable(QuoteSerializer.INSTANCE, source);
        ingested.deadLetter = readNullable(DeadLetterSerializer.INSTANCE, source);
        return ingested;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Ingested> {

        public Snapshot() {
            super(IngestedSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Ingested> {

        public TypeFactory() {
            super(Ingested.class, INSTANCE);
        }
    }
}
