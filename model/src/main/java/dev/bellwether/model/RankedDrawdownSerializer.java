// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RankedDrawdown}: its fields in the order of their declaration. */
public final class RankedDrawdownSerializer extends EventSerializer<RankedDrawdown> {

    private static final long serialVersionUID = 1L;

    static final RankedDrawdownSerializer INSTANCE = new RankedDrawdownSerializer();

    @Override
    public RankedDrawdown createInstance() {
        return new RankedDrawdown();
    }

    @Override
    public void serialize(RankedDrawdown rankedDrawdown, DataOutputView target) throws IOException {
        target.writeInt(rankedDrawdown.rank);
        target.writeInt(rankedDrawdown.previousRank);
        target.writeDouble(rankedDrawdown.previousDepthPercent);
        target.writeInt(rankedDrawdown.rankingRevision);
        writeNullable(rankedDrawdown.drawdown, DrawdownSerializer.INSTANCE, target);
    }

    @Override
    public RankedDrawdown deserialize(DataInputView source) throws IOException {
        RankedDrawdown rankedDrawdown = new RankedDrawdown();
        rankedDrawdown.rank = source.readInt();
        rankedDrawdown.previousRank = source.readInt();
        rankedDrawdown.previousDepthPercent = source.readDouble();
        rankedDrawdown.rankingRevision = source.readInt();
        rankedDrawdown.drawdown = readNullable(DrawdownSerializer.INSTANCE, source);
        return rankedDrawdown;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<RankedDrawdown> {

        public Snapshot() {
            super(RankedDrawdownSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<RankedDrawdown> {

        public TypeFactory() {
            super(RankedDrawdown.class, INSTANCE);
        }
    }
}
