// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import java.util.Arrays;

/**
 * Median of a sliding set of ring slots: two heaps around one root, with an index from slot to
 * place (the "mediator" structure; compare the two-heap running median in Sedgewick and Wayne,
 * Algorithms, 4th ed., 2.4.30).
 *
 * <p>Place 0 holds the middle (the upper middle of an even count), places 1, 2, … a heap of what is
 * not smaller with the least at 1, places −1, −2, … a heap of what is not larger with the greatest
 * at −1; the parent of place i is i / 2. Because slots know their place, replacing the leaving slot
 * by the entering one is a single sift: O(log N), and about one level on prices that move little.
 * Holds two bytes of heap and two of index per slot.
 */
final class SlidingMedian {

    private static final short ABSENT = Short.MIN_VALUE;

    private final double[] values;
    private final short[] heap;
    private final short[] places;
    private final int middle;
    private int count;

    /**
     * @param values the ring's numbers by slot, shared with the ring
     * @param limit most slots held at once
     */
    SlidingMedian(double[] values, int limit) {
        this.values = values;
        this.heap = new short[limit];
        this.places = new short[values.length];
        this.middle = limit / 2;
        Arrays.fill(places, ABSENT);
    }

    void clear() {
        count = 0;
        Arrays.fill(places, ABSENT);
    }

    int count() {
        return count;
    }

    /** {@code NaN} while empty; the mean of the two middle numbers if the count is even. */
    double median() {
        if (count == 0) {
            return Double.NaN;
        }
        double upper = value(0);
        return (count & 1) == 1 ? upper : (upper + value(-1)) / 2;
    }

    void add(int slot) {
        int place = (count & 1) == 1 ? -(count + 1) / 2 : count / 2;
        count++;
        put(place, (short) slot);
        restore(place);
    }

    void remove(int slot) {
        int place = places[slot];
        int last = (count & 1) == 0 ? -count / 2 : (count - 1) / 2;
        places[slot] = ABSENT;
        count--;
        if (place != last) {
            put(place, heap[middle + last]);
            restore(place);
        }
    }

    void replace(int leaving, int entering) {
        int place = places[leaving];
        places[leaving] = ABSENT;
        put(place, (short) entering);
        restore(place);
    }

    void copyFrom(SlidingMedian other) {
        count = other.count;
        System.arraycopy(other.heap, 0, heap, 0, heap.length);
        System.arraycopy(other.places, 0, places, 0, places.length);
    }

    /** The slot at the n-th place counted from the lowest; see {@link #restoreSlot}. */
    int slotAt(int n) {
        return heap[middle + n - count / 2];
    }

    /** Fills an empty structure of {@code total} slots with what {@link #slotAt} gave. */
    void restoreSlot(int n, int total, int slot) {
        count = total;
        put(n - total / 2, (short) slot);
    }

    /** Moves the slot at a place to where it belongs after its number changed. */
    private void restore(int place) {
        int at = place;
        if (at > 0) {
            at = riseAmongUpper(at);
            if (at > 0) {
                sinkAmongUpper(at);
                return;
            }
        } else if (at < 0) {
            at = riseAmongLower(at);
            if (at < 0) {
                sinkAmongLower(at);
                return;
            }
        }
        // In the middle now: at most one of the two sides is out of order.
        if (hasUpper(1) && value(1) < value(0)) {
            sinkAmongUpper(0);
        } else if (hasLower(-1) && value(-1) > value(0)) {
            sinkAmongLower(0);
        }
    }

    private int riseAmongUpper(int place) {
        int at = place;
        short slot = heap[middle + at];
        double moving = values[slot];
        while (at > 0) {
            int parent = at / 2;
            if (!(moving < value(parent))) {
                break;
            }
            put(at, heap[middle + parent]);
            at = parent;
        }
        put(at, slot);
        return at;
    }

    private int riseAmongLower(int place) {
        int at = place;
        short slot = heap[middle + at];
        double moving = values[slot];
        while (at < 0) {
            int parent = at / 2;
            if (!(moving > value(parent))) {
                break;
            }
            put(at, heap[middle + parent]);
            at = parent;
        }
        put(at, slot);
        return at;
    }

    private void sinkAmongUpper(int place) {
        int at = place;
        short slot = heap[middle + at];
        double moving = values[slot];
        for (int child = Math.max(1, 2 * at); hasUpper(child); child = 2 * at) {
            if (at > 0 && hasUpper(child + 1) && value(child + 1) < value(child)) {
                child++;
            }
            if (!(value(child) < moving)) {
                break;
            }
            put(at, heap[middle + child]);
            at = child;
        }
        put(at, slot);
    }

    private void sinkAmongLower(int place) {
        int at = place;
        short slot = heap[middle + at];
        double moving = values[slot];
        for (int child = Math.min(-1, 2 * at); hasLower(child); child = 2 * at) {
            if (at < 0 && hasLower(child - 1) && value(child - 1) > value(child)) {
                child--;
            }
            if (!(value(child) > moving)) {
                break;
            }
            put(at, heap[middle + child]);
            at = child;
        }
        put(at, slot);
    }

    private boolean hasUpper(int place) {
        return place <= (count - 1) / 2;
    }

    private boolean hasLower(int place) {
        return -place <= count / 2;
    }

    private double value(int place) {
        return values[heap[middle + place]];
    }

    private void put(int place, short slot) {
        heap[middle + place] = slot;
        places[slot] = (short) place;
    }
}
