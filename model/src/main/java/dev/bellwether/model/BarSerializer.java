// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Bar}: its fields in the order of their declaration. */
public final class BarSerializer extends EventSerializer<Bar> {

    private static final long serialVersionUID = 1L;

    static final BarSerializer INSTANCE = new BarSerializer();

    private static final Timeframe[] TIMEFRAME = Timeframe.values();

    @Override
    public Bar createInstance() {
        return new Bar();
    }

    @Override
    public void serialize(Bar bar, DataOutputView target) throws IOException {
        writeText(bar.symbol, target);
        writeEnum(bar.timeframe, target);
        target.writeLong(bar.startMillis);
        target.writeLong(bar.endMillis);
        target.writeDouble(bar.open);
        target.writeDouble(bar.high);
        target.writeDouble(bar.low);
        target.writeDouble(bar.close);
        target.writeDouble(bar.volume);
        target.writeDouble(bar.vwap);
        target.writeLong(bar.trades);
        target.writeDouble(bar.meanPrice);
        target.writeDouble(bar.maxIntervalVolume);
        target.writeDouble(bar.meanIntervalVolume);
        writeText(bar.currency, target);
        writeText(bar.feed, target);
        target.writeBoolean(bar.adjusted);
        target.writeInt(bar.revision);
    }

    @Override
    public Bar deserialize(DataInputView source) throws IOException {
        Bar bar = new Bar();
        bar.symbol = readText(source);
        bar.timeframe = readEnum(TIMEFRAME, source);
        bar.startMillis = source.readLong();
        bar.endMillis = source.readLong();
        bar.open = source.readDouble();
        bar.high = source.readDouble();
        bar.low = source.readDouble();
        bar.close = source.readDouble();
        bar.volume = source.readDouble();
        bar.vwap = source.readDouble();
        bar.trades = source.readLong();
        bar.meanPrice = source.readDouble();
        bar.maxIntervalVolume = source.readDouble();
        bar.meanIntervalVolume = source.readDouble();
        bar.currency = readText(source);
        bar.feed = readText(source);
        bar.adjusted = source.readBoolean();
        bar.revision = source.readInt();
        return bar;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Bar> {

        public Snapshot() {
            super(BarSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Bar> {

        public TypeFactory() {
            super(Bar.class, INSTANCE);
        }
    }
}
