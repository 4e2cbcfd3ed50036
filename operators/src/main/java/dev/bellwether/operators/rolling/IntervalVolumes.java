// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.AssetClass;
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
 */
final class IntervalVolumes {

    private final SessionDays days;

    IntervalVolumes(SessionDays days) {
        this.days = days;
    }

    /** The interval volume of the quote that is about to be appended; moves the reference on. */
    double next(RollingWindow window, long time, double dayVolume, AssetClass assetClass) {
        int day = days.dayOf(time, assetClass);
        if (day != window.lastVolumeDay || window.ring.size == 0) {
            window.lastVolume = window.ring.size == 0 ? Double.NaN : 0;
            window.lastVolumeDay = day;
        }
        if (!isVolume(dayVolume)) {
            return Double.NaN;
        }
        double interval = dayVolume - window.lastVolume;
        window.lastVolume = dayVolume;
        return interval >= 0 ? interval : Double.NaN;
    }

    /**
     * The interval volume of a late observation that is about to be inserted before {@code newer}
     * others. It is carved out of the interval of the observation after it, so that the session's
     * total stays; where the cumulative figures cannot be reconstructed, it is unknown and the
     * observation after it keeps its own.
     */
    double late(
            RollingWindow window, int newer, long time, double dayVolume, AssetClass assetClass) {
        ObservationRing ring = window.ring;
        int after = newer - 1;
        boolean hasBefore = newer < ring.size;
        int day = days.dayOf(time, assetClass);
        int dayAfter = days.dayOf(ring.time(after), assetClass);
        boolean firstOfDay = hasBefore && days.dayOf(ring.time(newer), assetClass) != day;
        if (day != dayAfter) {
            if (!hasBefore && !isVolume(ring.volume(after))) {
                knowFirst(window, after, dayAfter, 0, assetClass);
            }
            return firstOfDay && isVolume(dayVolume) ? dayVolume : Double.NaN;
        }
        if (!isVolume(dayVolume)) {
            return Double.NaN;
        }
        if (!hasBefore) {
            knowFirst(window, after, dayAfter, dayVolume, assetClass);
            return Double.NaN;
        }
        double end = cumulative(window, after, dayAfter, firstOfDay, assetClass);
        double begin = firstOfDay ? 0 : end - ring.volume(after);
        // False as well if anything is unknown.
        if (begin <= dayVolume && dayVolume <= end) {
            ring.volumes[ring.slot(after)] = end - dayVolume;
            return dayVolume - begin;
        }
        return Double.NaN;
    }

    /** The observation that was the first ever no longer is: its interval has a beginning now. */
    private void knowFirst(
            RollingWindow window, int after, int day, double begin, AssetClass assetClass) {
        double end = cumulative(window, after, day, false, assetClass);
        if (end >= begin) {
            window.ring.volumes[window.ring.slot(after)] = end - begin;
        }
    }

    /** The day volume that an observation in the ring came with; {@code NaN} if it is lost. */
    private double cumulative(
            RollingWindow window, int back, int day, boolean firstOfDay, AssetClass assetClass) {
        ObservationRing ring = window.ring;
        if (firstOfDay) {
            return ring.volume(back);
        }
        if (day != window.lastVolumeDay) {
            return Double.NaN;
        }
        double cumulative = window.lastVolume;
        for (int newer = 0; newer < back; newer++) {
            cumulative -= ring.volume(newer);
        }
        return cumulative;
    }

    private static boolean isVolume(double volume) {
        return volume >= 0 && volume < Double.POSITIVE_INFINITY;
    }
}
