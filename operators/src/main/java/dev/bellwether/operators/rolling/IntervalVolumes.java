// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.operators.sessions.SessionDays;

/**
 * Turns the cumulative day volume of quotes into the volume of each interval between them.
 *
 * <p>The interval volume of an observation is what was traded in its session since the observation
 * before: its day volume minus the last day volume known in that session, or the whole day volume
 * if it is the first of a session and the symbol was observed in an earlier one (so with one quote
 * per session it is the session's volume). It is unknown ({@code NaN})
 *
 * <ul>
 *   <li>for the first observation of a symbol ever: nobody knows since when it adds up;
 *   <li>if the quote has no day volume; the next known one then covers both intervals, so that no
 *       volume is lost from the total;
 *   <li>if the day volume falls within a session: the provider corrected it, and the next interval
 *       starts from the corrected figure.
 * </ul>
 *
 * <p><b>Several feeds of one symbol.</b> Each counts the day from its own beginning and with its
 * own coverage, so figures of two feeds are never subtracted from each other; and because both may
 * count the same trades, intervals of two feeds are never added up either. One feed at a time gives
 * the symbol's volumes, the <em>volume feed</em>: the first that brings a day volume, until it has
 * brought none while C observations went by (C = max(N, 20) + 1, so that nothing of it is left in
 * the ring); the next feed with a day volume then takes its place, its own first interval unknown.
 * Above, "observation before" therefore means: of the volume feed. Observations of other feeds have
 * no interval volume ({@link ObservationRing#OTHER_FEED}); their prices count like any.
 *
 * <p>The alternative, one cumulative figure for each feed and all intervals in one window, would
 * count what both feeds saw twice and mix two scales in the mean.
 */
final class IntervalVolumes {

    private final SessionDays days;

    IntervalVolumes(SessionDays days) {
        this.days = days;
    }

    /**
     * The interval volume of the quote that is about to be put into the ring behind {@code newer}
     * others, 0 for one in order. Moves the reference on. O(1) for one in order, O({@code newer})
     * for others.
     */
    double of(RollingWindow window, int newer, Quote quote) {
        boolean known = isVolume(quote.dayVolume);
        int feed = feedOf(quote);
        if (known) {
            nominate(window, feed, quote);
        }
        boolean counts = !window.volumeFeedKnown || feed == window.volumeFeed;
        boolean newest = newer <= window.volumeBack;
        double interval;
        if (!counts) {
            interval = ObservationRing.OTHER_FEED;
        } else if (newest) {
            interval = next(window, newer, quote);
        } else {
            interval = late(window, newer, quote);
        }
        if (known && counts && newest) {
            window.volumeBack = newer;
        } else if (newest) {
            window.volumeBack = Math.min(window.volumeBack + 1, RollingWindow.NO_VOLUME);
        }
        return interval;
    }

    /** Makes the feed the volume feed if there is none or its last volume has left the ring. */
    private void nominate(RollingWindow window, int feed, Quote quote) {
        if (!window.volumeFeedKnown) {
            window.volumeFeedKnown = true;
            window.volumeFeed = feed;
        } else if (feed != window.volumeFeed && window.volumeBack >= window.ring.capacity()) {
            window.volumeFeed = feed;
            window.volumeBack = RollingWindow.NO_VOLUME;
            window.lastVolume = Double.NaN;
            window.lastVolumeDay = days.dayOf(quote.eventTimeMillis, quote.assetClass);
        }
    }

    /** Of an observation that is newer than every volume known so far. */
    private double next(RollingWindow window, int newer, Quote quote) {
        int day = days.dayOf(quote.eventTimeMillis, quote.assetClass);
        if (window.ring.size == 0 || day > window.lastVolumeDay) {
            window.lastVolume = window.ring.size == 0 ? Double.NaN : 0;
            window.lastVolumeDay = day;
        } else if (day < window.lastVolumeDay) {
            // A session before the one that quotes without volume have begun.
            return Double.NaN;
        }
        if (!isVolume(quote.dayVolume)) {
            return Double.NaN;
        }
        double interval = quote.dayVolume - window.lastVolume;
        window.lastVolume = quote.dayVolume;
        return interval >= 0 ? interval : Double.NaN;
    }

    /**
     * Of an observation that is older than the newest known volume. It is carved out of the
     * interval of the observation after it, so that the session's total stays; where the cumulative
     * figures cannot be reconstructed, it is unknown and the observation after it keeps its own.
     */
    private double late(RollingWindow window, int newer, Quote quote) {
        ObservationRing ring = window.ring;
        AssetClass assetClass = quote.assetClass;
        double dayVolume = quote.dayVolume;
        int after = nextOfFeed(ring, newer);
        int before = lastOfFeed(ring, newer);
        boolean hasBefore = before < ring.size;
        int day = days.dayOf(quote.eventTimeMillis, assetClass);
        int dayAfter = days.dayOf(ring.time(after), assetClass);
        boolean firstOfDay = hasBefore && days.dayOf(ring.time(before), assetClass) != day;
        boolean firstEver = !hasBefore && !isVolume(ring.volume(after));
        if (day != dayAfter) {
            if (firstEver) {
                knowFirst(window, after, dayAfter, 0);
            }
            return firstOfDay && isVolume(dayVolume) ? dayVolume : Double.NaN;
        }
        if (!isVolume(dayVolume)) {
            return Double.NaN;
        }
        if (firstEver) {
            knowFirst(window, after, dayAfter, dayVolume);
            return Double.NaN;
        }
        double end = firstOfDay ? ring.volume(after) : cumulative(window, after, dayAfter);
        double begin = firstOfDay ? 0 : end - ring.volume(after);
        // False as well if anything is unknown.
        if (begin <= dayVolume && dayVolume <= end) {
            ring.volumes[ring.slot(after)] = end - dayVolume;
            return dayVolume - begin;
        }
        return Double.NaN;
    }

    /** The observation that was the first ever no longer is: its interval has a beginning now. */
    private static void knowFirst(RollingWindow window, int after, int day, double begin) {
        double end = cumulative(window, after, day);
        if (end >= begin) {
            window.ring.volumes[window.ring.slot(after)] = end - begin;
        }
    }

    /** The day volume that an observation in the ring came with; {@code NaN} if it is lost. */
    private static double cumulative(RollingWindow window, int back, int day) {
        ObservationRing ring = window.ring;
        if (day != window.lastVolumeDay) {
            return Double.NaN;
        }
        double cumulative = window.lastVolume;
        for (int newer = window.volumeBack; newer < back; newer++) {
            if (!ring.isOfOtherFeed(newer)) {
                cumulative -= ring.volume(newer);
            }
        }
        return cumulative;
    }

    /** The volume feed's observation next after that place; there is one, its newest volume. */
    private static int nextOfFeed(ObservationRing ring, int newer) {
        int after = newer - 1;
        while (ring.isOfOtherFeed(after)) {
            after--;
        }
        return after;
    }

    /** The volume feed's observation last before that place; the ring's size if it has none. */
    private static int lastOfFeed(ObservationRing ring, int newer) {
        int before = newer;
        while (before < ring.size && ring.isOfOtherFeed(before)) {
            before++;
        }
        return before;
    }

    /** 32 bits for the feed's name, the same in every process. */
    private static int feedOf(Quote quote) {
        return quote.feed == null ? 0 : quote.feed.hashCode();
    }

    private static boolean isVolume(double volume) {
        return volume >= 0 && volume < Double.POSITIVE_INFINITY;
    }
}
