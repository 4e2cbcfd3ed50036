// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PolledPortfolio}: snapshot or dead letter, each with a mark for its absence. */
public final class PolledPortfolioSerializer extends EventSerializer<PolledPortfolio> {

    private static final long serialVersionUID = 1L;

    static final PolledPortfolioSerializer INSTANCE = new PolledPortfolioSerializer();

    @Override
    public PolledPortfolio createInstance() {
        return new PolledPortfolio();
    }

    @Override
    public void serialize(PolledPortfolio polled, DataOutputView target) throws IOException {
        writeNullable(polled.snapshot, PortfolioSnapshotSerializer.INSTANCE, target);
        writeNullable(polled.deadLetter, DeadLetterSerializer.INSTANCE, target);
    }

    @Override
    public PolledPortfolio deserialize(DataInputView source) throws IOException {
        PolledPortfolio polled = new PolledPortfolio();
        polled.snapshot = readNullable(PortfolioSnapshotSerializer.INSTANCE, source);
        polled.deadLetter = readNullable(DeadLetterSerializer.INSTANCE, source);
        return polled;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<PolledPortfolio> {

        public Snapshot() {
            super(PolledPortfolioSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<PolledPortfolio> {

        public TypeFactory() {
            super(PolledPortfolio.class, INSTANCE);
        }
    }
}
