// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.operators.packed.PackedBytes;
import dev.bellwether.operators.packed.StateSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink serializer of {@link RollingWindow}: a length of two bytes and then the layout of {@link
 * RollingWindowCodec}, which carries its own version.
 *
 * <p>Stored bytes of a full window of N (C = max(N, 20) + 1), quotes minutes apart, decimal prices
 * and whole volumes: about 131 + C (3 for the time + 2..3 for the price + 3 for the volume) + 2 N,
 * that is 355 at N = 20; with arbitrary doubles 131 + 19 C + 2 N, 570 at N = 20. (4 N in place of 2
 * N from N = 256 on.)
 *
 * <p>Keeps a buffer, hence one instance per thread ({@link #duplicate}), as Flink does it.
 */
public final class RollingWindowSerializer extends StateSerializer<RollingWindow> {

    private static final long serialVersionUID = 1L;

    private static final int FIRST_BUFFER = 1024;

    private transient RollingWindowCodec codec;
    private transient PackedBytes buffer;

    @Override
    public void serialize(RollingWindow window, DataOutputView target) throws IOException {
        PackedBytes packed = buffer();
        codec.encode(window, packed);
        target.writeShort(packed.position);
        target.write(packed.bytes, 0, packed.position);
    }

    @Override
    public RollingWindow deserialize(DataInputView source) throws IOException {
        int length = source.readUnsignedShort();
        PackedBytes packed = buffer();
        packed.rewind(length);
        source.readFully(packed.bytes, 0, length);
        return codec.decode(packed);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readUnsignedShort();
        PackedBytes packed = buffer();
        packed.rewind(length);
        source.readFully(packed.bytes, 0, length);
        target.writeShort(length);
        target.write(packed.bytes, 0, length);
    }

    @Override
    public RollingWindow copy(RollingWindow from) {
        return from.copy();
    }

    @Override
    public RollingWindow createInstance() {
        return new RollingWindow(RollingOptions.WINDOW.defaultValue());
    }

    @Override
    public TypeSerializer<RollingWindow> duplicate() {
        return new RollingWindowSerializer();
    }

    @Override
    public TypeSerializerSnapshot<RollingWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    private PackedBytes buffer() {
        if (buffer == null) {
            codec = new RollingWindowCodec();
            buffer = new PackedBytes(FIRST_BUFFER);
        }
        return buffer;
    }

    /** The layout is versioned in the bytes themselves, so this holds nothing but the class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RollingWindow> {

        public Snapshot() {
            super(RollingWindowSerializer::new);
        }
    }
}
