// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PortfolioSnapshot}: its fields in the order of their declaration. */
public final class PortfolioSnapshotSerializer extends EventSerializer<PortfolioSnapshot> {

    private static final long serialVersionUID = 1L;

    static final PortfolioSnapshotSerializer INSTANCE = new PortfolioSnapshotSerializer();

    @Override
    public PortfolioSnapshot createInstance() {
        return new PortfolioSnapshot();
    }

    @Override
    public void serialize(PortfolioSnapshot portfolioSnapshot, DataOutputView target)
            throws IOException {
        writeText(portfolioSnapshot.account, target);
        target.writeLong(portfolioSnapshot.takenMillis);
        target.writeInt(portfolioSnapshot.sessionDay);
        target.writeDouble(portfolioSnapshot.equity);
        target.writeDouble(portfolioSnapshot.cash);
        target.writeDouble(portfolioSnapshot.marketValue);
        target.writeDouble(portfolioSnapshot.unrealizedProfit);
        target.writeDouble(portfolioSnapshot.meanReturnPercent);
        target.writeInt(portfolioSnapshot.unpriced);
        target.writeInt(portfolioSnapshot.positions.length);
        for (Position one : portfolioSnapshot.positions) {
            PositionSerializer.INSTANCE.serialize(one, target);
        }
    }

    @Override
    public PortfolioSnapshot deserialize(DataInputView source) throws IOException {
        PortfolioSnapshot portfolioSnapshot = new PortfolioSnapshot();
        portfolioSnapshot.account = readText(source);
        portfolioSnapshot.takenMillis = source.readLong();
        portfolioSnapshot.sessionDay = source.readInt();
        portfolioSnapshot.equity = source.readDouble();
        portfolioSnapshot.cash = source.readDouble();
        portfolioSnapshot.marketValue = source.readDouble();
        portfolioSnapshot.unrealizedProfit = source.readDouble();
        portfolioSnapshot.meanReturnPercent = source.readDouble();
        portfolioSnapshot.unpriced = source.readInt();
        portfolioSnapshot.positions = new Position[source.readInt()];
        for (int i = 0; i < portfolioSnapshot.positions.length; i++) {
            portfolioSnapshot.positions[i] = PositionSerializer.INSTANCE.deserialize(source);
        }
        return portfolioSnapshot;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<PortfolioSnapshot> {

        public Snapshot() {
            super(PortfolioSnapshotSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<PortfolioSnapshot> {

        public TypeFactory() {
            super(PortfolioSnapshot.class, INSTANCE);
        }
    }
}
