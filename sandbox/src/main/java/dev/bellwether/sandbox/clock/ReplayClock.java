// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

import java.util.List;

/**
 * Says which session of the recording it is. Never goes back, and stays at the last session when it
 * gets there. Thread-safe.
 *
 * <p>A <em>viewer</em> is one thing that someone follows through one provider, for example {@code
 * bavest:AAPL}. Providers report what was asked for and what was served; clocks of one kind wait
 * for it, the others only answer the question for the session.
 */
public interface ReplayClock {

    /** {@code manual}, {@code timed} or {@code paced}. */
    String mode();

    /** The sessions that this clock goes through. */
    Span span();

    /** The session it is now. */
    int session();

    /** Whether the last session is over too. */
    boolean finished();

    /**
     * A request of that viewer arrived.
     *
     * @return the session to answer for
     */
    int asked(String viewer);

    /** That viewer has received the whole, faultless answer for that session. */
    void served(String viewer, int session);

    /**
     * Goes on by {@code count} sessions, or to the last one.
     *
     * @return the session it is then
     * @throws IllegalStateException if this clock is not moved by hand
     */
    int advance(int count);

    /** Viewers that this session still waits for; empty if the clock waits for nobody. */
    List<String> waitingFor();

    /** Viewers that the clock no longer waits for, because its patience ended. */
    List<String> abandoned();
}
