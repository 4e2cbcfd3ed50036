// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is kept of one symbol in one feed: its bars in the making and how its volume is counted. */
final class FeedBars {

    final String feed;

    /** Start of the session that {@link #accounted} is of, epoch milliseconds UTC. */
    long sessionMillis;

    /** End of that session, exclusive. */
    long sessionEndMillis;

    /** Largest cumulative volume of the session so far; {@code NaN} if none is known. */
    double accounted = Double.NaN;

    /** End of the latest session that a quote was of, exclusive. */
    long lastEndMillis = Long.MIN_VALUE;

    /** Event time of the latest quote. */
    long lastEventMillis = Long.MIN_VALUE;

    /**
     * By timeframe, the latest end of a bar that is final and was let go; what ends no later is
     * late, whatever the watermark. After a restore there is none for a while.
     */
    final long[] finalEnds = new long[Timeframe.values().length];

    /** Bars that can still change, oldest first. */
    final List<OpenBar> open = new ArrayList<>(4);

    FeedBars(String feed) {
        this.feed = feed;
        Arrays.fill(finalEnds, Long.MIN_VALUE);
    }

    /** The bar of that span; {@code null} if it has not begun. */
    OpenBar find(Timeframe timeframe, long startMillis) {
        // Newest last, and most quotes are for the newest.
        for (int i = open.size() - 1; i >= 0; i--) {
            OpenBar bar = open.get(i);
            if (bar.timeframe == timeframe && bar.startMillis == startMillis) {
                return bar;
            }
        }
        return null;
    }

    /** Removes bars that nothing can correct any more, and a volume that is too old to go on. */
    void forget(long watermark, long latenessMillis) {
        for (int i = open.size() - 1; i >= 0; i--) {
            OpenBar bar = open.get(i);
            if (bar.isFinal(watermark, latenessMillis)) {
                int timeframe = bar.timeframe.ordinal();
                finalEnds[timeframe] = Math.max(finalEnds[timeframe], bar.endMillis);
                open.remove(i);
            }
        }
        if (!Double.isNaN(accounted)
                && sessionEndMillis + IntervalVolumes.KEPT_AFTER_SESSION <= watermark) {
            accounted = Double.NaN;
        }
    }

    /** Whether a bar of that end cannot be corrected or made any more. */
    boolean isFinal(Timeframe timeframe, long endMillis, long watermark, long latenessMillis) {
        return endMillis <= finalEnds[timeframe.ordinal()]
                || OpenBar.isFinal(endMillis, watermark, latenessMillis);
    }

    /** Whether none of its bars can change any more. */
    boolean isFinal(long watermark, long latenessMillis) {
        for (OpenBar bar : open) {
            if (!bar.isFinal(watermark, latenessMillis)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing of it has a meaning any more. */
    boolean isOver(long watermark) {
        return lastEndMillis + IntervalVolumes.KEPT_AFTER_SESSION <= watermark;
    }

    FeedBars copy() {
        FeedBars copy = new FeedBars(feed);
        copy.sessionMillis = sessionMillis;
        copy.sessionEndMillis = sessionEndMillis;
        copy.accounted = accounted;
        copy.lastEndMillis = lastEndMillis;
        copy.lastEventMillis = lastEventMillis;
        System.arraycopy(finalEnds, 0, copy.finalEnds, 0, finalEnds.length);
        for (OpenBar bar : open) {
            copy.open.add(bar.copy());
        }
        return copy;
    }
}
