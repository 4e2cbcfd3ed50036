// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A byte array with a cursor: big-endian fixed-width numbers and unsigned LEB128 variable-length
 * ones. Reused from record to record; an overrun is an {@link IndexOutOfBoundsException}.
 */
final class PackedBytes {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    byte[] bytes;
    int position;

    PackedBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Starts over with room for that many bytes. */
    void rewind(int capacity) {
        if (bytes.length < capacity) {
            bytes = new byte[capacity];
        }
        position = 0;
    }

    void putByte(int value) {
        bytes[position++] = (byte) value;
    }

    int getByte() {
        return bytes[position++] & 0xFF;
    }

    void putShort(int value) {
        SHORT.set(bytes, position, (short) value);
        position += Short.BYTES;
    }

    int getShort() {
        int value = (short) SHORT.get(bytes, position) & 0xFFFF;
        position += Short.BYTES;
        return value;
    }

    void putInt(int value) {
        INT.set(bytes, position, value);
        position += Integer.BYTES;
    }

    int getInt() {
        int value = (int) INT.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    void putLong(long value) {
        LONG.set(bytes, position, value);
        position += Long.BYTES;
    }

    long getLong() {
        long value = (long) LONG.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    void putVar(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    long getVar() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    void putSignedVar(long value) {
        putVar((value << 1) ^ (value >> 63));
    }

    long getSignedVar() {
        long value = getVar();
        return (value >>> 1) ^ -(value & 1);
    }
}
