// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Position}: its fields in the order of their declaration. */
public final class PositionSerializer extends EventSerializer<Position> {

    private static final long serialVersionUID = 1L;

    static final PositionSerializer INSTANCE = new PositionSerializer();

    @Override
    public Position createInstance() {
        return new Position();
    }

    @Override
    public void serialize(Position position, DataOutputView target) throws IOException {
        writeText(position.symbol, target);
        writeText(position.assetClass, target);
        target.writeDouble(position.quantity);
        target.writeDouble(position.averageEntryPrice);
        target.writeDouble(position.currentPrice);
        target.writeDouble(position.marketValue);
        target.writeDouble(position.costBasis);
        target.writeDouble(position.unrealizedProfit);
        target.writeDouble(position.unrealizedReturnPercent);
        writeText(position.currency, target);
    }

    @Override
    public Position deserialize(DataInputView source) throws IOException {
        Position position = new Position();
        position.symbol = readText(source);
        position.assetClass = readText(source);
        position.quantity = source.readDouble();
        position.averageEntryPrice = source.readDouble();
        position.currentPrice = source.readDouble();
        position.marketValue = source.readDouble();
        position.costBasis = source.readDouble();
        position.unrealizedProfit = source.readDouble();
        position.unrealizedReturnPercent = source.readDouble();
        position.currency = readText(source);
        return position;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Position> {

        public Snapshot() {
            super(PositionSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Position> {

        public TypeFactory() {
            super(Position.class, INSTANCE);
        }
    }
}
