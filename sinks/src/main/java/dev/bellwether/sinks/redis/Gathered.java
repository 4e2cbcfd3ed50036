// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The records that wait for a {@link CoalescingMapper} to say what remains of them. */
final class Gathered<T> {

    /** Takes a record of which something is left to write. */
    interface Remaining<T> {
        void write(long number, T record, int parts) throws IOException, InterruptedException;
    }

    private final CoalescingMapper<T> mapper;
    private final int most;
    private List<T> records = new ArrayList<>();

    /** Number of the first of them. */
    private long first;

    Gathered(CoalescingMapper<T> mapper, int most) {
        this.mapper = mapper;
        this.most = most;
    }

    /** Records have ascending numbers without a gap. */
    void add(long number, T record) {
        if (records.isEmpty()) {
            first = number;
        }
        records.add(record);
    }

    boolean isFull() {
        return records.size() >= most;
    }

    /**
     * Gives what remains, in order, and forgets all.
     *
     * @return how many records were left out whole
     */
    int drain(Remaining<T> remaining) throws IOException, InterruptedException {
        List<T> all = records;
        records = new ArrayList<>(all.size());
        int[] parts = mapper.remaining(all);
        int superseded = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == 0) {
                superseded++;
            } else {
                remaining.write(first + i, all.get(i), parts[i]);
            }
        }
        return superseded;
    }
}
