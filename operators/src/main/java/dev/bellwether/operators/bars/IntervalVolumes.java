// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Quote;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.Duration;

/**
 * Gives every quote the volume that was traded since the one before, from the feed's cumulative
 * volume of the session.
 *
 * <p>Definition: the interval volume of a quote is the amount by which it raises the largest
 * cumulative volume seen in its session. The interval volumes of a session therefore always add up
 * to the feed's own volume and no unit counts twice, in whatever order quotes arrive: a quote out
 * of order, or one that corrects the volume downwards, has 0, its volume having been counted with a
 * later one. What was traded between two quotes belongs to the bar of the later quote. The first
 * quote of a new session has all its cumulative volume. The first quote of a symbol ever has none
 * that is known ({@code NaN}), because it is unknown when it was traded; only session bars, which
 * begin with the session, count it. A quote of a session before the current one has {@code NaN}.
 *
 * <p>Per symbol and feed, as cumulative volumes of two feeds do not compare.
 */
final class IntervalVolumes {

    /** Long enough for any holiday, so that a session's first volume is known to be its first. */
    static final long KEPT_AFTER_SESSION = Duration.ofDays(7).toMillis();

    private final SessionDays days;

    IntervalVolumes(SessionDays days) {
        this.days = days;
    }

    /** Counts the quote's volume and sets both interval volumes of the observation. */
    void account(FeedBars feed, Quote quote, Observation observation) {
        if (Double.isNaN(quote.dayVolume)) {
            return;
        }
        long session = days.startOf(quote.eventTimeMillis, quote.assetClass);
        boolean known = !Double.isNaN(feed.accounted);
        if (known && session < feed.sessionMillis) {
            return;
        }
        if (known && session == feed.sessionMillis) {
            raise(feed, quote, observation);
            return;
        }
        feed.sessionMillis = session;
        feed.sessionEndMillis = days.endOf(quote.eventTimeMillis, quote.assetClass);
        feed.accounted = quote.dayVolume;
        observation.sessionIntervalVolume = quote.dayVolume;
        observation.intervalVolume = known ? quote.dayVolume : Double.NaN;
    }

    private static void raise(FeedBars feed, Quote quote, Observation observation) {
        if (Double.isNaN(quote.adjustmentFactor)) {
            // Another security under the same symbol: its volume starts anew.
            feed.accounted = quote.dayVolume;
            observation.sessionIntervalVolume = quote.dayVolume;
            return;
        }
        // The same units on the scale after a split within the session; 1 as a rule.
        double accounted = feed.accounted / quote.adjustmentFactor;
        feed.accounted = Math.max(accounted, quote.dayVolume);
        observation.intervalVolume = feed.accounted - accounted;
        observation.sessionIntervalVolume = observation.intervalVolume;
    }
}
