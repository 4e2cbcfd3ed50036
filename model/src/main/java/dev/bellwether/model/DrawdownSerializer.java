// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Drawdown}: its fields in the order of their declaration. */
public final class DrawdownSerializer extends EventSerializer<Drawdown> {

    private static final long serialVersionUID = 1L;

    static final DrawdownSerializer INSTANCE = new DrawdownSerializer();

    private static final PeakBasis[] PEAK_BASIS = PeakBasis.values();

    @Override
    public Drawdown createInstance() {
        return new Drawdown();
    }

    @Override
    public void serialize(Drawdown drawdown, DataOutputView target) throws IOException {
        writeText(drawdown.symbol, target);
        target.writeInt(drawdown.sessionDay);
        target.writeInt(drawdown.bars);
        target.writeDouble(drawdown.price);
        target.writeDouble(drawdown.volume);
        target.writeDouble(drawdown.highPeak);
        target.writeInt(drawdown.highPeakFirstDay);
        target.writeInt(drawdown.highPeakLastDay);
        target.writeInt(drawdown.sessionsSinceHighPeakFirst);
        target.writeInt(drawdown.sessionsSinceHighPeakLast);
        target.writeDouble(drawdown.highDepthPercent);
        target.writeDouble(drawdown.closePeak);
        target.writeInt(drawdown.closePeakFirstDay);
        target.writeInt(drawdown.closePeakLastDay);
        target.writeInt(drawdown.sessionsSinceClosePeakFirst);
        target.writeInt(drawdown.sessionsSinceClosePeakLast);
        target.writeDouble(drawdown.closeDepthPercent);
        target.writeDouble(drawdown.worstPercent);
        target.writeInt(drawdown.worstDay);
        target.writeDouble(drawdown.troughPrice);
        target.writeInt(drawdown.troughDay);
        target.writeDouble(drawdown.recoveryPercent);
        writeEnum(drawdown.basis, target);
        target.writeBoolean(drawdown.stale);
        target.writeBoolean(drawdown.suspect);
        writeText(drawdown.currency, target);
        writeText(drawdown.feed, target);
        target.writeInt(drawdown.revision);
        target.writeBoolean(drawdown.newest);
    }

    @Override
    public Drawdown deserialize(DataInputView source) throws IOException {
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = readText(source);
        drawdown.sessionDay = source.readInt();
        drawdown.bars = source.readInt();
        drawdown.price = source.readDouble();
        drawdown.volume = source.readDouble();
        drawdown.highPeak = source.readDouble();
        drawdown.highPeakFirstDay = source.readInt();
        drawdown.highPeakLastDay = source.readInt();
        drawdown.sessionsSinceHighPeakFirst = source.readInt();
        drawdown.sessionsSinceHighPeakLast = source.readInt();
        drawdown.highDepthPercent = source.readDouble();
        drawdown.closePeak = source.readDouble();
        drawdown.closePeakFirstDay = source.readInt();
        drawdown.closePeakLastDay = source.readInt();
        drawdown.sessionsSinceClosePeakFirst = source.readInt();
        drawdown.sessionsSinceClosePeakLast = source.readInt();
        drawdown.closeDepthPercent = source.readDouble();
        drawdown.worstPercent = source.readDouble();
        drawdown.worstDay = source.readInt();
        drawdown.troughPrice = source.readDouble();
        drawdown.troughDay = source.readInt();
        drawdown.recoveryPercent = source.readDouble();
        drawdown.basis = readEnum(PEAK_BASIS, source);
        drawdown.stale = source.readBoolean();
        drawdown.suspect = source.readBoolean();
        drawdown.currency = readText(source);
        drawdown.feed = readText(source);
        drawdown.revision = source.readInt();
        drawdown.newest = source.readBoolean();
        return drawdown;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Drawdown> {

        public Snapshot() {
            super(DrawdownSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Drawdown> {

        public TypeFactory() {
            super(Drawdown.class, INSTANCE);
        }
    }
}
