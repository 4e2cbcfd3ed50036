// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of an event that nobody changes after it was emitted, so that a copy is the event
 * itself.
 *
 * <p>Without object reuse, which a managed platform does not let a job switch on, Flink copies each
 * record once for every operator of a chain and once more for every consumer. For a type of twenty
 * fields the POJO serializer does so by reflection, and these copies cost more than the operators.
 * Whoever receives such an event must not write to it: {@code with…} and {@code copy} methods of
 * the events are there for that.
 *
 * <p>The bytes are the fields in the order of their declaration, without names and without a
 * version: they travel between the tasks of one job and are never part of a state.
 *
 * @param <T> the event
 */
abstract class EventSerializer<T> extends TypeSerializerSingleton<T> {

    private static final long serialVersionUID = 1L;

    /** In place of the length of a text: there is none. */
    private static final int NO_TEXT = 255;

    /** In place of the length of a text: that follows in four bytes. */
    private static final int LONG_TEXT = 254;

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public final int getLength() {
        return -1;
    }

    /**
     * In UTF-8, so an unpaired surrogate becomes a question mark; short ones with one byte more.
     */
    static void writeText(String value, DataOutputView target) throws IOException {
        if (value == null) {
            target.writeByte(NO_TEXT);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LONG_TEXT) {
            target.writeByte(bytes.length);
        } else {
            target.writeByte(LONG_TEXT);
            target.writeInt(bytes.length);
        }
        target.write(bytes);
    }

    static String readText(DataInputView source) throws IOException {
        int length = source.readUnsignedByte();
        if (length == NO_TEXT) {
            return null;
        }
        byte[] bytes = new byte[length == LONG_TEXT ? source.readInt() : length];
        source.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeTexts(String[] values, DataOutputView target) throws IOException {
        target.writeInt(values.length);
        for (String value : values) {
            writeText(value, target);
        }
    }

    static String[] readTexts(DataInputView source) throws IOException {
        String[] values = new String[source.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readText(source);
        }
        return values;
    }

    static void writeDoubles(double[] values, DataOutputView target) throws IOException {
        target.writeInt(values.length);
        for (double value : values) {
            target.writeDouble(value);
        }
    }

    static double[] readDoubles(DataInputView source) throws IOException {
        double[] values = new double[source.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.readDouble();
        }
        return values;
    }

    /** By position: sender and receiver are the same program. */
    static void writeEnum(Enum<?> value, DataOutputView target) throws IOException {
        target.writeByte(value == null ? -1 : value.ordinal());
    }

    static <E extends Enum<E>> E readEnum(E[] values, DataInputView source) throws IOException {
        int ordinal = source.readByte();
        return ordinal < 0 ? null : values[ordinal];
    }

    static <T> void writeNullable(T value, TypeSerializer<T> serializer, DataOutputView target)
            throws IOException {
        target.writeBoolean(value != null);
        if (value != null) {
            serializer.serialize(value, target);
        }
    }

    static <T> T readNullable(TypeSerializer<T> serializer, DataInputView source)
            throws IOException {
        return source.readBoolean() ? serializer.deserialize(source) : null;
    }

    /** Holds nothing but the class; a change of fields needs no migration. */
    abstract static class Snapshot<T> extends SimpleTypeSerializerSnapshot<T> {

        Snapshot(Supplier<? extends TypeSerializer<T>> serializer) {
            super(serializer);
        }
    }
}
