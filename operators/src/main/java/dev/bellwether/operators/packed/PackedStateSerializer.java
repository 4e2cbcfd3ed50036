// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.packed;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A value in {@link PackedBytes}, behind their length in four bytes.
 *
 * <p>Keeps a buffer, hence one instance per thread ({@link #duplicate}), as Flink does it.
 *
 * @param <T> the value
 */
public abstract class PackedStateSerializer<T> extends StateSerializer<T> {

    private static final long serialVersionUID = 1L;

    private static final int FIRST_BUFFER = 4096;

    private transient PackedBytes buffer;

    /** Of what a value takes at most. */
    protected abstract int mostBytes(T value);

    protected abstract void encode(T value, PackedBytes out);

    /**
     * @throws IOException if the layout is not known
     */
    protected abstract T decode(PackedBytes in) throws IOException;

    @Override
    public abstract TypeSerializer<T> duplicate();

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        PackedBytes out = buffer(mostBytes(value));
        encode(value, out);
        target.writeInt(out.position);
        target.write(out.bytes, 0, out.position);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        int length = source.readInt();
        PackedBytes in = buffer(length);
        source.readFully(in.bytes, 0, length);
        return decode(in);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    private PackedBytes buffer(int capacity) {
        if (buffer == null) {
            buffer = new PackedBytes(FIRST_BUFFER);
        }
        buffer.rewind(capacity);
        return buffer;
    }
}
