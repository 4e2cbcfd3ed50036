// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.tape;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Records that are played over and over, each time with later event times: an input without end
 * from a bounded memory, the same bytes for everyone who plays it.
 *
 * <p>Record n of the endless series is record n mod {@link #length} with the digits of its event
 * time replaced. A symbol belongs to one shard, as it does in Kinesis with the symbol as the
 * partition key, so each shard has the quotes of its symbols in order.
 */
public final class Tape {

    private static final String EVENT_TIME = "\"event_time_millis\":";
    private static final int DIGITS = 13;

    private final int symbols;
    private final long loopMillis;
    private final byte[][] records;
    private final int[] owners;

    /** Where the event time begins, counted from a record's end. */
    private final int eventTimeFromEnd;

    Tape(int symbols, long loopMillis, byte[][] records, int[] owners) {
        this.symbols = symbols;
        this.loopMillis = loopMillis;
        this.records = records;
        this.owners = owners;
        String first = new String(records[0], StandardCharsets.ISO_8859_1);
        this.eventTimeFromEnd = fromEnd(first, EVENT_TIME);
        for (byte[] record : records) {
            check(record, EVENT_TIME, eventTimeFromEnd);
        }
    }

    /** Number of records before they come again. */
    public int length() {
        return records.length;
    }

    public int symbols() {
        return symbols;
    }

    /** Record n of the endless series, a copy of its own. */
    public byte[] record(long n) {
        byte[] record = records[(int) (n % records.length)].clone();
        if (n >= records.length) {
            int from = record.length - eventTimeFromEnd;
            write(record, from, read(record, from) + n / records.length * loopMillis);
        }
        return record;
    }

    /** The positions, in order, of the records whose symbols belong to the shard. */
    public int[] shard(int shard, int shards) {
        int[] positions = new int[records.length];
        int size = 0;
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] % shards == shard) {
                positions[size++] = i;
            }
        }
        return Arrays.copyOf(positions, size);
    }

    /** Mean length of a record. */
    public double meanBytes() {
        return Arrays.stream(records).mapToInt(record -> record.length).average().orElseThrow();
    }

    public void write(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.writeInt(symbols);
            out.writeLong(loopMillis);
            out.writeInt(records.length);
            for (int i = 0; i < records.length; i++) {
                out.writeInt(owners[i]);
                out.writeInt(records[i].length);
                out.write(records[i]);
            }
        }
    }

    public static Tape read(Path file) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            int symbols = in.readInt();
            long loopMillis = in.readLong();
            byte[][] records = new byte[in.readInt()][];
            int[] owners = new int[records.length];
            for (int i = 0; i < records.length; i++) {
                owners[i] = in.readInt();
                records[i] = new byte[in.readInt()];
                in.readFully(records[i]);
            }
            return new Tape(symbols, loopMillis, records, owners);
        }
    }

    private static long read(byte[] record, int from) {
        long millis = 0;
        for (int i = from; i < from + DIGITS; i++) {
            millis = millis * 10 + record[i] - '0';
        }
        return millis;
    }

    private static void write(byte[] record, int from, long millis) {
        long rest = millis;
        for (int i = from + DIGITS - 1; i >= from; i--) {
            record[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int fromEnd(String record, String field) {
        return record.length() - record.indexOf(field) - field.length();
    }

    private static void check(byte[] record, String field, int fromEnd) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        int at = record.length - fromEnd;
        if (at < field.length()
                || !text.startsWith(field, at - field.length())
                || Character.isDigit(text.charAt(at + DIGITS))) {
            throw new IllegalArgumentException(field + " is not where it should be in " + text);
        }
    }
}
