// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Goes on like a player that waits for its viewers: to the next session when the session has lasted
 * at least its duration <em>and</em> every viewer of the audience was served faultlessly in it. So
 * a poller misses no session, however many of its requests fail.
 *
 * <ul>
 *   <li>The first session begins with the first request, not with the clock.
 *   <li>The audience is whoever was expected from the beginning and whoever asked since.
 *   <li>Patience: once a session has lasted its duration and someone is still missing, the time
 *       between requests is added up, each gap counted as a tenth of the patience at most. When the
 *       sum reaches the patience, the missing viewers are abandoned and the clock goes on without
 *       them; who is served again later belongs to the audience again. The cap on a gap keeps a
 *       viewer that was away altogether (a restarting job) from finding the clock gone on.
 *   <li>With no traffic, or with nobody in the audience, it stands still.
 * </ul>
 *
 * <p>There is no thread: the clock moves when it is asked something. O(1) per request, O(viewers)
 * per session.
 */
public final class PacedClock implements ReplayClock {

    private final Span span;
    private final long durationNanos;
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    private final Set<String> audience = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> abandoned = new TreeSet<>();

    private boolean started;
    private int session;
    private long sessionStartNanos;
    private long lastRequestNanos;
    private long waitedNanos;

    /**
     * @param duration shortest length of a session, may be zero
     * @param patience how much time with traffic a session waits, beyond its duration, for who is
     *     missing; positive
     * @param expected viewers that belong to the audience before they ask
     * @param nanoTime as {@link System#nanoTime()}
     */
    public PacedClock(
            Span span,
            Duration duration,
            Duration patience,
            Collection<String> expected,
            LongSupplier nanoTime) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("session duration is negative: " + duration);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be positive: " + patience);
        }
        this.span = span;
        this.durationNanos = duration.toNanos();
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
        this.session = span.first;
        this.audience.addAll(expected);
    }

    @Override
    public String mode() {
        return "paced";
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public synchronized int session() {
        goOnIfDue(nanoTime.getAsLong());
        return session;
    }

    @Override
    public synchronized boolean finished() {
        return session == span.last && isOver(nanoTime.getAsLong());
    }

    @Override
    public synchronized int asked(String viewer) {
        long now = nanoTime.getAsLong();
        if (!started) {
            started = true;
            sessionStartNanos = now;
            lastRequestNanos = now;
        }
        // A newcomer belongs to the session that is on, so that the first round of a poller sees it
        // whole even when a session has no duration.
        if (!abandoned.contains(viewer)) {
            audience.add(viewer);
        }
        losePatience(now);
        goOnIfDue(now);
        return session;
    }

    private void losePatience(long now) {
        long gap = Math.min(now - lastRequestNanos, patienceNanos / 10);
        lastRequestNanos = now;
        if (now - sessionStartNanos < durationNanos || seen.size() == audience.size()) {
            return;
        }
        waitedNanos += gap;
        if (waitedNanos >= patienceNanos) {
            abandoned.addAll(audience);
            abandoned.removeAll(seen);
            audience.retainAll(seen);
        }
    }

    @Override
    public synchronized void served(String viewer, int servedSession) {
        if (servedSession != session) {
            return;
        }
        abandoned.remove(viewer);
        audience.add(viewer);
        seen.add(viewer);
    }

    private void goOnIfDue(long now) {
        if (session < span.last && isOver(now)) {
            session++;
            sessionStartNanos = now;
            waitedNanos = 0;
            seen.clear();
        }
    }

    /** {@code seen} is a part of the audience, so the sizes tell. */
    private boolean isOver(long now) {
        return started
                && !seen.isEmpty()
                && seen.size() == audience.size()
                && now - sessionStartNanos >= durationNanos;
    }

    @Override
    public int advance(int count) {
        throw new IllegalStateException("a paced clock is not moved by hand");
    }

    @Override
    public synchronized List<String> waitingFor() {
        return audience.stream()
                .filter(viewer -> !seen.contains(viewer))
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public synchronized List<String> abandoned() {
        return List.copyOf(abandoned);
    }
}
