// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.naive;

import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;

/**
 * What a follower of one symbol has seen after a session, if it saw every session from the first to
 * that one and keeps the last {@code window}: closes, and volumes of whole sessions. Immutable.
 */
public final class NaiveWindow {

    private final double[] closes;
    private final double[] volumes;

    private NaiveWindow(double[] closes, double[] volumes) {
        this.closes = closes;
        this.volumes = volumes;
    }

    /**
     * The last {@code window} bars from session {@code first} to session {@code last}, both
     * included; fewer if there are not as many.
     */
    public static NaiveWindow of(
            Recordings recordings, String symbol, int first, int last, int window) {
        DailyBars bars = recordings.bars(symbol);
        int newest = bars.indexAtOrBefore(last);
        int oldest = bars.indexAtOrBefore(first - 1) + 1;
        int count = Math.min(window, newest - oldest + 1);
        return new NaiveWindow(bars.closesUpTo(newest, count), bars.volumesUpTo(newest, count));
    }

    /** Oldest first; a copy. */
    public double[] closes() {
        return closes.clone();
    }

    /** Oldest first, shares; a copy. */
    public double[] volumes() {
        return volumes.clone();
    }
}
