// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import java.util.Arrays;

/**
 * The bars of one symbol in the order of their days, the newest at most {@code capacity} of them.
 *
 * <p>A bar is named by its number: the first ever is 0, the next 1 and so on, so that the number of
 * a bar stays when older ones leave. Only a bar that is put in between moves the newer ones up.
 *
 * <p>Arrays grow by need, so that a symbol with few bars takes little.
 */
final class SessionRing {

    /** The bar was moved to another scale by multiplication, so its prices are not rounded. */
    static final int SCALED = 1;

    /** No volume, or nothing but the close before. */
    static final int FLAT = 2;

    /** The close before it and this one are a suspected split downwards, or upwards. */
    static final int JUMP_DOWN = 4;

    static final int JUMP_UP = 8;

    /** No corporate action explains how far the close moved, so it was traded. */
    static final int TRADED = 16;

    private static final int FIRST_LENGTH = 16;

    final int capacity;

    private int[] days;
    private double[] highs;
    private double[] lows;
    private double[] closes;
    private double[] volumes;
    private byte[] flags;
    private byte[] revisions;
    private int first;
    private int size;

    SessionRing(int capacity) {
        this.capacity = capacity;
        allocate(Math.min(capacity, FIRST_LENGTH));
    }

    private void allocate(int length) {
        days = new int[length];
        highs = new double[length];
        lows = new double[length];
        closes = new double[length];
        volumes = new double[length];
        flags = new byte[length];
        revisions = new byte[length];
    }

    /** Number of the oldest bar. */
    int first() {
        return first;
    }

    /** Number after the newest bar. */
    int end() {
        return first + size;
    }

    int size() {
        return size;
    }

    int day(int number) {
        return days[number % days.length];
    }

    double high(int number) {
        return highs[number % days.length];
    }

    double low(int number) {
        return lows[number % days.length];
    }

    double close(int number) {
        return closes[number % days.length];
    }

    double volume(int number) {
        return volumes[number % days.length];
    }

    int flags(int number) {
        return flags[number % days.length];
    }

    boolean is(int number, int flag) {
        return (flags[number % days.length] & flag) != 0;
    }

    void setFlags(int number, int value) {
        flags[number % days.length] = (byte) value;
    }

    /** How often the figures of that session were issued anew; stays at 127. */
    int revision(int number) {
        return revisions[number % days.length];
    }

    void setRevision(int number, int value) {
        revisions[number % days.length] = (byte) Math.min(value, Byte.MAX_VALUE);
    }

    /** Number of the first bar on or after that day; {@link #end} if there is none. */
    int onOrAfter(int day) {
        int low = first;
        int high = end();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (day(middle) < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds the newest bar; the oldest leaves if there is no room. */
    void append(int day, double high, double low, double close, double volume) {
        if (size == capacity) {
            first++;
            size--;
        } else if (size == days.length) {
            relocate(Math.min(capacity, 2 * days.length));
        }
        size++;
        write(end() - 1, day, high, low, close, volume);
    }

    /** Puts a bar before that number; it takes the number, and newer ones move up by one. */
    void insert(int number, int day, double high, double low, double close, double volume) {
        append(0, 0, 0, 0, 0);
        for (int i = end() - 1; i > number; i--) {
            move(i - 1, i);
        }
        write(number, day, high, low, close, volume);
    }

    /** Replaces prices and volume; what follows from them is cleared. */
    void replace(int number, double high, double low, double close, double volume) {
        int revision = revision(number);
        int traded = flags(number) & TRADED;
        write(number, day(number), high, low, close, volume);
        setFlags(number, traded);
        setRevision(number, revision);
    }

    /** Moves the bars before a number to another scale, prices and volumes by their factors. */
    void scaleBefore(int number, double prices, double shares) {
        for (int i = first; i < number; i++) {
            int slot = i % days.length;
            highs[slot] *= prices;
            lows[slot] *= prices;
            closes[slot] *= prices;
            volumes[slot] *= shares;
            flags[slot] |= SCALED;
        }
    }

    private void write(int number, int day, double high, double low, double close, double volume) {
        int slot = number % days.length;
        days[slot] = day;
        highs[slot] = high;
        lows[slot] = low;
        closes[slot] = close;
        volumes[slot] = volume;
        flags[slot] = 0;
        revisions[slot] = 0;
    }

    private void move(int from, int to) {
        int a = from % days.length;
        int b = to % days.length;
        days[b] = days[a];
        highs[b] = highs[a];
        lows[b] = lows[a];
        closes[b] = closes[a];
        volumes[b] = volumes[a];
        flags[b] = flags[a];
        revisions[b] = revisions[a];
    }

    private void relocate(int length) {
        SessionRing old = new SessionRing(this);
        allocate(length);
        for (int i = first; i < end(); i++) {
            copyBar(old, i, i);
        }
    }

    private void copyBar(SessionRing from, int number, int to) {
        write(
                to,
                from.day(number),
                from.high(number),
                from.low(number),
                from.close(number),
                from.volume(number));
        setFlags(to, from.flags(number));
        setRevision(to, from.revision(number));
    }

    /** Shares the arrays. */
    private SessionRing(SessionRing other) {
        capacity = other.capacity;
        days = other.days;
        highs = other.highs;
        lows = other.lows;
        closes = other.closes;
        volumes = other.volumes;
        flags = other.flags;
        revisions = other.revisions;
        first = other.first;
        size = other.size;
    }

    /** An independent copy. */
    SessionRing copy() {
        SessionRing copy = new SessionRing(this);
        copy.days = days.clone();
        copy.highs = highs.clone();
        copy.lows = lows.clone();
        copy.closes = closes.clone();
        copy.volumes = volumes.clone();
        copy.flags = flags.clone();
        copy.revisions = revisions.clone();
        return copy;
    }

    /** The newest bars, as many as there is room for at that capacity, numbered from 0. */
    SessionRing resized(int newCapacity) {
        SessionRing resized = new SessionRing(newCapacity);
        for (int i = Math.max(first, end() - newCapacity); i < end(); i++) {
            resized.append(0, 0, 0, 0, 0);
            resized.copyBar(this, i, resized.end() - 1);
        }
        return resized;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SessionRing) || ((SessionRing) other).size != size) {
            return false;
        }
        SessionRing that = (SessionRing) other;
        for (int k = 0; k < size; k++) {
            if (!Arrays.equals(bar(first + k), that.bar(that.first + k))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : Arrays.hashCode(bar(end() - 1));
    }

    private double[] bar(int i) {
        return new double[] {day(i), high(i), low(i), close(i), volume(i), flags(i), revision(i)};
    }
}
