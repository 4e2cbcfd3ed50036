// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

/**
 * The newest observations of one symbol in event-time order: a ring over three flat arrays.
 *
 * <p>An observation keeps its slot for as long as it is in the ring (only {@link #insert} moves
 * some), so the other structures of the window refer to observations by slot. Appending is O(1),
 * inserting O(size).
 */
final class ObservationRing {

    /** In place of the interval volume: the observation is not of the window's volume feed. */
    static final double OTHER_FEED = Double.NEGATIVE_INFINITY;

    final long[] times;
    final double[] prices;

    /** Interval volumes, {@code NaN} where unknown, {@link #OTHER_FEED} where another counts. */
    final double[] volumes;

    /** Slot of the newest observation; meaningless while {@link #size} is 0. */
    int newest;

    int size;

    ObservationRing(int capacity) {
        times = new long[capacity];
        prices = new double[capacity];
        volumes = new double[capacity];
        newest = capacity - 1;
    }

    int capacity() {
        return prices.length;
    }

    /** Slot of the observation {@code back} places before the newest. */
    int slot(int back) {
        int slot = newest - back;
        return slot < 0 ? slot + prices.length : slot;
    }

    long time(int back) {
        return times[slot(back)];
    }

    double price(int back) {
        return prices[slot(back)];
    }

    /** {@code NaN} if there is none, whatever the reason. */
    double volume(int back) {
        double volume = volumes[slot(back)];
        return isKnown(volume) ? volume : Double.NaN;
    }

    boolean isOfOtherFeed(int back) {
        return volumes[slot(back)] == OTHER_FEED;
    }

    /** Whether an element of {@link #volumes} is a volume. */
    static boolean isKnown(double volume) {
        return volume >= 0;
    }

    /** Makes the observation the newest, in place of the oldest if the ring is full. */
    void append(long time, double price, double volume) {
        newest = newest + 1 == prices.length ? 0 : newest + 1;
        size = Math.min(size + 1, prices.length);
        set(newest, time, price, volume);
    }

    /**
     * Puts an observation where {@code newer} observations are newer than it. A full ring loses its
     * oldest one.
     */
    void insert(int newer, long time, double price, double volume) {
        append(time, price, volume);
        for (int back = 0; back < newer; back++) {
            int from = slot(back + 1);
            set(slot(back), times[from], prices[from], volumes[from]);
        }
        set(slot(newer), time, price, volume);
    }

    /** How many observations are newer than the time. */
    int newerThan(long time) {
        int newer = 0;
        while (newer < size && time(newer) > time) {
            newer++;
        }
        return newer;
    }

    void copyFrom(ObservationRing other) {
        System.arraycopy(other.times, 0, times, 0, times.length);
        System.arraycopy(other.prices, 0, prices, 0, prices.length);
        System.arraycopy(other.volumes, 0, volumes, 0, volumes.length);
        newest = other.newest;
        size = other.size;
    }

    void clear() {
        size = 0;
        newest = prices.length - 1;
    }

    private void set(int slot, long time, double price, double volume) {
        times[slot] = time;
        prices[slot] = price;
        volumes[slot] = volume;
    }
}
