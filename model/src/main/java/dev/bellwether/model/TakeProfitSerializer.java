// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link TakeProfit}: its fields in the order of their declaration. */
public final class TakeProfitSerializer extends EventSerializer<TakeProfit> {

    private static final long serialVersionUID = 1L;

    static final TakeProfitSerializer INSTANCE = new TakeProfitSerializer();

    @Override
    public TakeProfit createInstance() {
        return new TakeProfit();
    }

    @Override
    public void serialize(TakeProfit takeProfit, DataOutputView target) throws IOException {
        writeText(takeProfit.account, target);
        target.writeLong(takeProfit.takenMillis);
        target.writeBoolean(takeProfit.reached);
        target.writeDouble(takeProfit.meanReturnPercent);
        target.writeDouble(takeProfit.targetPercent);
        target.writeDouble(takeProfit.unrealizedProfit);
        target.writeInt(takeProfit.best.length);
        for (Position one : takeProfit.best) {
            PositionSerializer.INSTANCE.serialize(one, target);
        }
    }

    @Override
    public TakeProfit deserialize(DataInputView source) throws IOException {
        TakeProfit takeProfit = new TakeProfit();
        takeProfit.account = readText(source);
        takeProfit.takenMillis = source.readLong();
        takeProfit.reached = source.readBoolean();
        takeProfit.meanReturnPercent = source.readDouble();
        takeProfit.targetPercent = source.readDouble();
        takeProfit.unrealizedProfit = source.readDouble();
        takeProfit.best = new Position[source.readInt()];
        for (int i = 0; i < takeProfit.best.length; i++) {
            takeProfit.best[i] = PositionSerializer.INSTANCE.deserialize(source);
        }
        return takeProfit;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<TakeProfit> {

        public Snapshot() {
            super(TakeProfitSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<TakeProfit> {

        public TypeFactory() {
            super(TakeProfit.class, INSTANCE);
        }
    }
}
