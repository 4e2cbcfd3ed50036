// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One session per fixed duration from the moment it is made, whether anyone looks or not: like a
 * market. Whoever polls more slowly than that misses sessions.
 */
public final class TimedClock implements ReplayClock {

    private final Span span;
    private final long durationNanos;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /**
     * @param duration length of one session, positive
     * @param nanoTime as {@link System#nanoTime()}
     */
    public TimedClock(Span span, Duration duration, LongSupplier nanoTime) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("session duration must be positive: " + duration);
        }
        this.span = span;
        this.durationNanos = duration.toNanos();
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public String mode() {
        return "timed";
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public int session() {
        return (int) Math.min(span.first + elapsedSessions(), span.last);
    }

    @Override
    public boolean finished() {
        return elapsedSessions() >= span.length();
    }

    private long elapsedSessions() {
        return (nanoTime.getAsLong() - startNanos) / durationNanos;
    }

    @Override
    public int asked(String viewer) {
        return session();
    }

    @Override
    public void served(String viewer, int session) {
        // Time goes on regardless.
    }

    @Override
    public int advance(int count) {
        throw new IllegalStateException("a timed clock is not moved by hand");
    }

    @Override
    public List<String> waitingFor() {
        return List.of();
    }

    @Override
    public List<String> abandoned() {
        return List.of();
    }
}
