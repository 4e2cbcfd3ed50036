// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.Playing;

/** What a process is told to do in one turn, as one line of text. */
public final class Orders {

    private final String kind;
    private final long records;
    private final double number;

    private Orders(String kind, long records, double number) {
        this.kind = kind;
        this.records = records;
        this.number = number;
    }

    /** As many records as there is time for. */
    public static Orders seconds(double seconds) {
        return new Orders("seconds", 0, seconds);
    }

    /** So many records as fast as possible. */
    public static Orders records(long records) {
        return new Orders("records", records, 0);
    }

    /** So many records at a fixed rate. */
    public static Orders paced(long records, double perSecond) {
        return new Orders("paced", records, perSecond);
    }

    static Orders parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Orders(parts[0], Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
    }

    String line() {
        return kind + " " + records + " " + number;
    }

    Playing playing() {
        switch (kind) {
            case "seconds":
                return Playing.seconds(number);
            case "records":
                return Playing.records(records);
            case "paced":
                return Playing.paced(records, number);
            default:
                throw new IllegalArgumentException("orders that nobody gives: " + kind);
        }
    }
}
