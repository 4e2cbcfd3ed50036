// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A clock that stands still while work is done, and does the work that is due when a test lets it
 * go on: in the order of time, on the thread of the test.
 */
final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.<Task>comparingLong(task -> task.atNanos)
                            .thenComparingLong(task -> task.number));
    private long nowNanos;
    private long number;
    private boolean shutdown;

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        final long atNanos;
        final long number;

        Task(Runnable work, long atNanos, long number) {
            super(work, null);
            this.atNanos = atNanos;
            this.number = number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - nowNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    long nanoTime() {
        return nowNanos;
    }

    /** Since the beginning. */
    Duration now() {
        return Duration.ofNanos(nowNanos);
    }

    /** Does everything that is due until then. */
    void goOnUntil(Duration time) {
        while (!tasks.isEmpty() && tasks.peek().atNanos <= time.toNanos()) {
            Task task = tasks.poll();
            nowNanos = Math.max(nowNanos, task.atNanos);
            task.run();
        }
        nowNanos = Math.max(nowNanos, time.toNanos());
    }

    @Override
    public void execute(Runnable work) {
        schedule(work, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        Task task = new Task(work, nowNanos + unit.toNanos(delay), number);
        number++;
        tasks.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable work, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable work, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
