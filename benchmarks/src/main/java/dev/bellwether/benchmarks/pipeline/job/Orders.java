// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

/** What a process is told to do in one turn, as one line of text. */
public final class Orders {

    enum Kind {
        SECONDS,
        RECORDS,
        PACED,
        STATE_SIZE
    }

    final Kind kind;
    final long records;
    final double number;

    private Orders(Kind kind, long records, double number) {
        this.kind = kind;
        this.records = records;
        this.number = number;
    }

    /** As many records as there is time for. */
    public static Orders seconds(double seconds) {
        return new Orders(Kind.SECONDS, 0, seconds);
    }

    /** So many more records as fast as possible. */
    public static Orders records(long records) {
        return new Orders(Kind.RECORDS, records, 0);
    }

    /** So many more records at a fixed rate, with latencies. */
    public static Orders paced(long records, double perSecond) {
        return new Orders(Kind.PACED, records, perSecond);
    }

    /** So many more records, and the bytes of the state behind them. */
    public static Orders stateSize(long records) {
        return new Orders(Kind.STATE_SIZE, records, 0);
    }

    static Orders parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Orders(
                Kind.valueOf(parts[0]), Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
    }

    String line() {
        return kind + " " + records + " " + number;
    }
}
