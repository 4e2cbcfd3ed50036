// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.operators.packed.PackedBytes;
import dev.bellwether.operators.packed.PackedStateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Flink serializer of {@link ForestState}: a length of four bytes, then layout 1.
 *
 * <pre>
 * 1 layout   8 price   v filled   v length L of the point   L times 4
 * v scores S   S times 8;  1 fields F;  F times (v values R, R times 8), all oldest first
 * 1 whether there is a forest;  the forest as in {@link ForestBytes}
 * </pre>
 *
 * <p>The history's capacity stands before each count, as in {@link AnomalyStateSerializer}. A full
 * one of the default sizes takes about 57 kB, with samples of 256 observations 98 kB, with shingles
 * of four 83 kB.
 */
public final class ForestStateSerializer extends PackedStateSerializer<ForestState> {

    private static final long serialVersionUID = 1L;

    private static final int LAYOUT = 1;
    private static final int HEADER = 64;

    @Override
    protected int mostBytes(ForestState state) {
        int windows = (ForestField.COUNT + 1) * (10 + 8 * state.scores.capacity());
        return HEADER
                + 4 * state.point.length
                + windows
                + (state.forest == null ? 0 : ForestBytes.most(state.forest));
    }

    @Override
    protected void encode(ForestState state, PackedBytes out) {
        out.putByte(LAYOUT);
        out.putDouble(state.price);
        out.putVar(state.filled);
        out.putVar(state.point.length);
        for (float value : state.point) {
            out.putInt(Float.floatToRawIntBits(value));
        }
        AnomalyStateSerializer.put(state.scores, out);
        out.putByte(ForestField.COUNT);
        for (RobustWindow window : state.values) {
            AnomalyStateSerializer.put(window, out);
        }
        out.putByte(state.forest == null ? 0 : 1);
        if (state.forest != null) {
            ForestBytes.put(state.forest, out);
        }
    }

    @Override
    protected ForestState decode(PackedBytes in) throws IOException {
        int layout = in.getByte();
        if (layout != LAYOUT) {
            throw new IOException("forest state in unknown layout " + layout);
        }
        ForestState state = new ForestState(1);
        state.price = in.getDouble();
        state.filled = (int) in.getVar();
        state.point = new float[(int) in.getVar()];
        for (int i = 0; i < state.point.length; i++) {
            state.point[i] = Float.intBitsToFloat(in.getInt());
        }
        state.scores = AnomalyStateSerializer.window(in);
        int fields = in.getByte();
        if (fields != ForestField.COUNT) {
            throw new IOException("forest state of " + fields + " fields");
        }
        for (int i = 0; i < fields; i++) {
            state.values[i] = AnomalyStateSerializer.window(in);
        }
        if (in.getByte() == 1) {
            state.forest = ForestBytes.get(in);
        }
        return state;
    }

    @Override
    public ForestState createInstance() {
        return new ForestState(1);
    }

    /** Through its bytes: a forest cannot be copied otherwise. */
    @Override
    public ForestState copy(ForestState from) {
        PackedBytes bytes = new PackedBytes(mostBytes(from));
        encode(from, bytes);
        bytes.position = 0;
        try {
            return decode(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("what was just written cannot be read", e);
        }
    }

    @Override
    public TypeSerializer<ForestState> duplicate() {
        return new ForestStateSerializer();
    }

    @Override
    public TypeSerializerSnapshot<ForestState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The layout is versioned in the bytes themselves, so this holds nothing but the class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ForestState> {

        public Snapshot() {
            super(ForestStateSerializer::new);
        }
    }
}
