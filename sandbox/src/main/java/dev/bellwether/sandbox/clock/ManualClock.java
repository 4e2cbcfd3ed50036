// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves when it is told to. It is finished when it was told to go beyond the last session. */
public final class ManualClock implements ReplayClock {

    private final Span span;
    private final Map<String, Integer> servings = new HashMap<>();
    private int session;
    private boolean finished;

    public ManualClock(Span span) {
        this.span = span;
        this.session = span.first;
    }

    @Override
    public String mode() {
        return "manual";
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public synchronized int session() {
        return session;
    }

    @Override
    public synchronized boolean finished() {
        return finished;
    }

    @Override
    public int asked(String viewer) {
        return session();
    }

    /** Counts; only the caller of {@link #advance} decides when a session is over. */
    @Override
    public synchronized void served(String viewer, int served) {
        servings.merge(viewer, 1, Integer::sum);
    }

    /** How often a viewer ({@code bavest:AAPL}) has been served whole since the start. */
    public synchronized int timesServed(String viewer) {
        return servings.getOrDefault(viewer, 0);
    }

    @Override
    public synchronized int advance(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("must be at least 1 session, was " + count);
        }
        long target = (long) session + count;
        finished |= target > span.last;
        session = (int) Math.min(target, span.last);
        return session;
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
