// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.operators.sessions.SessionDays;

/**
 * The newest observations of one symbol and what makes their statistics cheap: the state value of
 * {@link RollingStatisticsFunction}.
 *
 * <p>Holds C = max(N, 20) + 1 observations in a ring: N for the window, one more because a return
 * and an interval volume need the observation before, and at least 21 so that the moving averages
 * of 5, 10 and 20 and the momentum over 5 and 10 mean the same whatever N is. Beside the ring:
 * moments ({@link SlidingMoments}) and median ({@link SlidingMedian}) of prices and of interval
 * volumes, moments of the log returns, extremes of the prices ({@link SlidingExtremes}). Appending
 * costs O(log N); a late observation, a price adjustment and a changed N cost O(N), and so does the
 * exact recomputation that each turn of the ring brings (amortized O(1)).
 *
 * <p>Stored bytes: {@link RollingWindowSerializer}. On heap 28 C + 8 N bytes of arrays and about
 * 600 of headers and scalars per symbol: 1.4 kB at N = 20, 19 kB at N = 500.
 */
public final class RollingWindow {

    /** Observations that the fixed short-term averages need. */
    static final int SHORT_TERM = 20;

    final ObservationRing ring;

    final SlidingMoments prices = new SlidingMoments();
    final SlidingMoments volumes = new SlidingMoments();
    final SlidingMoments returns = new SlidingMoments();
    final SlidingMedian priceMedian;
    final SlidingMedian volumeMedian;
    final SlidingExtremes extremes;

    /** {@link #volumeBack} when no observation brought a volume, or very long ago. */
    static final int NO_VOLUME = 1023;

    /** Cumulative volume that the next interval starts from; {@code NaN} if unknown. */
    double lastVolume = Double.NaN;

    /** Session of {@link #lastVolume}, see {@link SessionDays}. */
    int lastVolumeDay;

    /** Which feed {@link #lastVolume} and the interval volumes are of, see IntervalVolumes. */
    int volumeFeed;

    /** Whether there is a volume feed yet. */
    boolean volumeFeedKnown;

    /** Observations that are newer than the last one that brought a volume of that feed. */
    int volumeBack = NO_VOLUME;

    /** Event time from which on observations may be compared with those in the window. */
    long comparableSince = Long.MIN_VALUE;

    /** Observations appended since the moments were last computed exactly. */
    int sinceExact;

    private final int length;

    /**
     * @param length N, the number of observations in the window, 2..500
     */
    public RollingWindow(int length) {
        if (length < RollingOptions.MIN_WINDOW || length > RollingOptions.MAX_WINDOW) {
            throw new IllegalArgumentException(
                    "a window has 2 to 500 observations, asked for " + length);
        }
        this.length = length;
        this.ring = new ObservationRing(capacityFor(length));
        this.priceMedian = new SlidingMedian(ring.prices, length);
        this.volumeMedian = new SlidingMedian(ring.volumes, length);
        this.extremes = new SlidingExtremes(ring.prices, length);
    }

    static int capacityFor(int length) {
        return Math.max(length, SHORT_TERM) + 1;
    }

    /** What a window of N takes on the heap, as the class comment has it. */
    static int heapBytes(int length) {
        return 28 * capacityFor(length) + 8 * length + 600;
    }

    /** N. */
    public int length() {
        return length;
    }

    /** Observations in the window, at most N. */
    public int observations() {
        return Math.min(length, ring.size);
    }

    boolean isFull() {
        return ring.size >= length;
    }

    /** Whether every observation of a full window has one before it. */
    boolean hasAllIntervals() {
        return ring.size > length;
    }

    /** Event time of the newest observation; only if there is one. */
    long newestTime() {
        return ring.time(0);
    }

    /** Adds an observation that is not older than the newest. */
    void append(long time, double price, double intervalVolume) {
        int leaving = isFull() ? ring.slot(length - 1) : -1;
        double leavingReturn = ring.size > length ? logReturn(length - 1) : Double.NaN;
        ring.append(time, price, intervalVolume);
        int entering = ring.newest;
        if (leaving < 0) {
            prices.add(price);
            priceMedian.add(entering);
        } else {
            prices.replace(ring.prices[leaving], price);
            priceMedian.replace(leaving, entering);
            extremes.leave(leaving);
        }
        extremes.enter(entering);
        moveReturns(leavingReturn);
        moveVolumes(leaving, entering);
        sinceExact++;
        if (sinceExact >= ring.capacity()
                || prices.isExhausted()
                || volumes.isExhausted()
                || returns.isExhausted()) {
            recomputeMoments();
        }
    }

    /** Adds an observation that is older than {@code newer} of those in the ring. O(N). */
    void insert(int newer, long time, double price, double intervalVolume) {
        ring.insert(newer, time, price, intervalVolume);
        rebuild();
    }

    /** Makes the past comparable with what follows: prices × factor, volumes / factor. O(N). */
    void rescale(double factor) {
        for (int back = 0; back < ring.size; back++) {
            int slot = ring.slot(back);
            ring.prices[slot] *= factor;
            ring.volumes[slot] /= factor;
        }
        lastVolume /= factor;
        rebuild();
    }

    /** Forgets everything. */
    void restart() {
        ring.clear();
        lastVolume = Double.NaN;
        lastVolumeDay = 0;
        volumeFeed = 0;
        volumeFeedKnown = false;
        volumeBack = NO_VOLUME;
        rebuild();
    }

    /** A window of another length with as many of the newest observations as fit. O(N). */
    RollingWindow resizedTo(int newLength) {
        RollingWindow resized = new RollingWindow(newLength);
        for (int back = Math.min(ring.size, resized.ring.capacity()) - 1; back >= 0; back--) {
            resized.ring.append(ring.time(back), ring.price(back), ring.volumes[ring.slot(back)]);
        }
        resized.copyVolumeReference(this);
        resized.comparableSince = comparableSince;
        resized.rebuild();
        return resized;
    }

    /** An independent copy with the same future. */
    RollingWindow copy() {
        RollingWindow copy = new RollingWindow(length);
        copy.ring.copyFrom(ring);
        copy.copyVolumeReference(this);
        copy.comparableSince = comparableSince;
        copy.sinceExact = sinceExact;
        copy.prices.copyFrom(prices);
        copy.volumes.copyFrom(volumes);
        copy.returns.copyFrom(returns);
        copy.priceMedian.copyFrom(priceMedian);
        copy.volumeMedian.copyFrom(volumeMedian);
        copy.rebuildExtremes();
        return copy;
    }

    /** Logarithm of an observation's price over that of the one before it. */
    double logReturn(int back) {
        return Math.log(ring.price(back) / ring.price(back + 1));
    }

    /** Number of log returns that end in the window. */
    int returnCount() {
        return Math.max(0, Math.min(length, ring.size - 1));
    }

    /** Derives the extremes from the ring; for a window that was read back. */
    void rebuildExtremes() {
        extremes.clear();
        for (int back = observations() - 1; back >= 0; back--) {
            extremes.enter(ring.slot(back));
        }
    }

    private void copyVolumeReference(RollingWindow from) {
        lastVolume = from.lastVolume;
        lastVolumeDay = from.lastVolumeDay;
        volumeFeed = from.volumeFeed;
        volumeFeedKnown = from.volumeFeedKnown;
        volumeBack = from.volumeBack;
    }

    private void moveReturns(double leavingReturn) {
        if (ring.size < 2) {
            return;
        }
        double entering = logReturn(0);
        if (Double.isNaN(leavingReturn)) {
            returns.add(entering);
        } else {
            returns.replace(leavingReturn, entering);
        }
    }

    private void moveVolumes(int leaving, int entering) {
        double in = ring.volumes[entering];
        double out = leaving < 0 ? Double.NaN : ring.volumes[leaving];
        boolean enters = ObservationRing.isKnown(in);
        boolean leaves = ObservationRing.isKnown(out);
        if (enters && leaves) {
            volumes.replace(out, in);
            volumeMedian.replace(leaving, entering);
        } else if (enters) {
            volumes.add(in);
            volumeMedian.add(entering);
        } else if (leaves) {
            volumes.remove(out);
            volumeMedian.remove(leaving);
        }
    }

    /** Derives everything from the ring. */
    private void rebuild() {
        priceMedian.clear();
        volumeMedian.clear();
        for (int back = observations() - 1; back >= 0; back--) {
            int slot = ring.slot(back);
            priceMedian.add(slot);
            if (ObservationRing.isKnown(ring.volumes[slot])) {
                volumeMedian.add(slot);
            }
        }
        rebuildExtremes();
        recomputeMoments();
    }

    private void recomputeMoments() {
        sinceExact = 0;
        prices.clear();
        volumes.clear();
        returns.clear();
        if (ring.size == 0) {
            return;
        }
        int observations = observations();
        int intervals = returnCount();
        prices.startExact(ring.price(0));
        for (int back = 0; back < observations; back++) {
            prices.gather(ring.price(back));
            double volume = ring.volume(back);
            if (!Double.isNaN(volume)) {
                if (volumes.count == 0) {
                    volumes.startExact(volume);
                }
                volumes.gather(volume);
            }
        }
        // One pass by the recurrence: a second one would need the logarithms again.
        for (int back = 0; back < intervals; back++) {
            returns.add(logReturn(back));
        }
        for (int back = 0; back < observations; back++) {
            prices.gatherSquare(ring.price(back));
            double volume = ring.volume(back);
            if (!Double.isNaN(volume)) {
                volumes.gatherSquare(volume);
            }
        }
    }
}
