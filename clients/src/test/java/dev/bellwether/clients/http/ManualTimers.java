// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so; tasks run on the test's thread in the order of time. */
final class ManualTimers implements Timers {

    static final Instant START = Instant.parse("2026-03-13T12:00:00Z");

    private final PriorityQueue<Entry> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong((Entry entry) -> entry.dueNanos)
                            .thenComparingLong(entry -> entry.number));
    private long nanos;
    private long number;

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return START.plusNanos(nanos);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + delay.toNanos(), number++, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    /** Lets time pass and runs all that falls due meanwhile. */
    void advance(Duration duration) {
        long until = nanos + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().dueNanos <= until) {
            Entry entry = tasks.remove();
            nanos = Math.max(nanos, entry.dueNanos);
            entry.task.run();
        }
        nanos = until;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    /** Tasks that are neither done nor cancelled. */
    int pending() {
        return tasks.size();
    }

    private static final class Entry {

        final long dueNanos;
        final long number;
        final Runnable task;

        Entry(long dueNanos, long number, Runnable task) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.task = task;
        }
    }
}
