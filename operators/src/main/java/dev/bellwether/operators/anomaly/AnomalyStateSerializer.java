// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AssetClass;
import dev.bellwether.operators.packed.PackedBytes;
import dev.bellwether.operators.packed.PackedStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Flink serializer of {@link AnomalyState}: a length of four bytes, then layout 2.
 *
 * <pre>
 * 1 layout      1 asset class    8 price    8 event time   4 session day   8 seen   8 timer
 * 1 kinds K     K times 8 told
 * v returns R   R times 8, oldest first
 * v volumes V   V times 8, oldest first
 * 1 whether it has a forest (not in layout 1)
 * </pre>
 *
 * <p>With a full history of 100: 112 + 2 · 802 = 1,716 bytes.
 */
public final class AnomalyStateSerializer extends PackedStateSerializer<AnomalyState> {

    private static final long serialVersionUID = 1L;

    private static final int LAYOUT = 2;
    private static final int HEADER = 64;

    @Override
    protected int mostBytes(AnomalyState state) {
        return HEADER + 8 * AnomalyState.KINDS + 8 * (state.returns.size() + state.volumes.size());
    }

    @Override
    protected void encode(AnomalyState state, PackedBytes out) {
        out.putByte(LAYOUT);
        out.putByte(state.assetClass == null ? -1 : state.assetClass.ordinal());
        out.putDouble(state.price);
        out.putLong(state.eventTimeMillis);
        out.putInt(state.sessionDay);
        out.putLong(state.seenMillis);
        out.putLong(state.timerMillis);
        out.putByte(AnomalyState.KINDS);
        for (double told : state.told) {
            out.putDouble(told);
        }
        put(state.returns, out);
        put(state.volumes, out);
        out.putByte(state.forest ? 1 : 0);
    }

    /** Its capacity and its values, oldest first. */
    static void put(RobustWindow window, PackedBytes out) {
        out.putVar(window.capacity());
        out.putVar(window.size());
        for (int i = window.size() - 1; i >= 0; i--) {
            out.putDouble(window.back(i));
        }
    }

    @Override
    protected AnomalyState decode(PackedBytes in) throws IOException {
        int layout = in.getByte();
        if (layout < 1 || layout > LAYOUT) {
            throw new IOException("anomaly state in unknown layout " + layout);
        }
        AnomalyState state = new AnomalyState(1);
        int assetClass = (byte) in.getByte();
        state.assetClass = assetClass < 0 ? null : AssetClass.values()[assetClass];
        state.price = in.getDouble();
        state.eventTimeMillis = in.getLong();
        state.sessionDay = in.getInt();
        state.seenMillis = in.getLong();
        state.timerMillis = in.getLong();
        int kinds = in.getByte();
        for (int i = 0; i < kinds; i++) {
            double told = in.getDouble();
            if (i < AnomalyState.KINDS) {
                state.told[i] = told;
            }
        }
        state.returns = window(in);
        state.volumes = window(in);
        state.forest = layout > 1 && in.getByte() == 1;
        return state;
    }

    static RobustWindow window(PackedBytes in) {
        RobustWindow window = new RobustWindow((int) in.getVar());
        int size = (int) in.getVar();
        for (int i = 0; i < size; i++) {
            window.append(in.getDouble());
        }
        return window;
    }

    @Override
    public AnomalyState createInstance() {
        return new AnomalyState(1);
    }

    @Override
    public AnomalyState copy(AnomalyState from) {
        AnomalyState copy = new AnomalyState(1);
        copy.returns = from.returns.resizedTo(from.returns.capacity());
        copy.volumes = from.volumes.resizedTo(from.volumes.capacity());
        copy.price = from.price;
        copy.eventTimeMillis = from.eventTimeMillis;
        copy.sessionDay = from.sessionDay;
        copy.seenMillis = from.seenMillis;
        copy.timerMillis = from.timerMillis;
        copy.assetClass = from.assetClass;
        copy.forest = from.forest;
        System.arraycopy(from.told, 0, copy.told, 0, copy.told.length);
        return copy;
    }

    @Override
    public TypeSerializer<AnomalyState> duplicate() {
        return new AnomalyStateSerializer();
    }

    @Override
    public TypeSerializerSnapshot<AnomalyState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The layout is versioned in the bytes themselves, so this holds nothing but the class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<AnomalyState> {

        public Snapshot() {
            super(AnomalyStateSerializer::new);
        }
    }
}
