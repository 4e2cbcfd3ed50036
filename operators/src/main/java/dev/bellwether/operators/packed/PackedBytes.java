// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A byte array with a cursor: big-endian fixed-width numbers and unsigned LEB128 variable-length
 * ones. Reused from record to record; an overrun is an {@link IndexOutOfBoundsException}.
 */
public final class PackedBytes {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** The bytes so far; those behind {@link #position} mean nothing. */
    public byte[] bytes;

    /** Where the next number is written or read. */
    public int position;

    public PackedBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Starts over with room for that many bytes. */
    public void rewind(int capacity) {
        if (bytes.length < capacity) {
            bytes = new byte[capacity];
        }
        position = 0;
    }

    public void putByte(int value) {
        bytes[position++] = (byte) value;
    }

    public int getByte() {
        return bytes[position++] & 0xFF;
    }

    public void putShort(int value) {
        SHORT.set(bytes, position, (short) value);
        position += Short.BYTES;
    }

    public int getShort() {
        int value = (short) SHORT.get(bytes, position) & 0xFFFF;
        position += Short.BYTES;
        return value;
    }

    public void putInt(int value) {
        INT.set(bytes, position, value);
        position += Integer.BYTES;
    }

    public int getInt() {
        int value = (int) INT.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    public void putLong(long value) {
        LONG.set(bytes, position, value);
        position += Long.BYTES;
    }

    public long getLong() {
        long value = (long) LONG.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public void putVar(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    public long getVar() {
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

    public void putSignedVar(long value) {
        putVar((value << 1) ^ (value >> 63));
    }

    public long getSignedVar() {
        long value = getVar();
        return (value >>> 1) ^ -(value & 1);
    }
}
