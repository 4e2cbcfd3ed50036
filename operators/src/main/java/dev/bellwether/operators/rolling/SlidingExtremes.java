// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

/**
 * Minimum and maximum of a sliding run of ring slots, by two monotonic deques (D. Lemire,
 * "Streaming maximum-minimum filter using no more than three comparisons per element", 2006).
 *
 * <p>A deque keeps the slots that can still become the extreme: each is better than all that came
 * after it. A slot is pushed and popped once: O(1) amortized. Not stored: one pass over the window
 * brings both back.
 */
final class SlidingExtremes {

    private final double[] values;
    private final Deque highest;
    private final Deque lowest;

    SlidingExtremes(double[] values, int limit) {
        this.values = values;
        this.highest = new Deque(limit);
        this.lowest = new Deque(limit);
    }

    void clear() {
        highest.clear();
        lowest.clear();
    }

    /** Call before {@link #enter} for the oldest slot if the window is full. */
    void leave(int slot) {
        highest.popFirstIf(slot);
        lowest.popFirstIf(slot);
    }

    void enter(int slot) {
        double value = values[slot];
        while (!highest.isEmpty() && values[highest.last()] <= value) {
            highest.popLast();
        }
        highest.push(slot);
        while (!lowest.isEmpty() && values[lowest.last()] >= value) {
            lowest.popLast();
        }
        lowest.push(slot);
    }

    double max() {
        return highest.isEmpty() ? Double.NaN : values[highest.first()];
    }

    double min() {
        return lowest.isEmpty() ? Double.NaN : values[lowest.first()];
    }

    private static final class Deque {

        private final short[] slots;
        private int first;
        private int size;

        Deque(int limit) {
            slots = new short[limit];
        }

        void clear() {
            first = 0;
            size = 0;
        }

        boolean isEmpty() {
            return size == 0;
        }

        int first() {
            return slots[first];
        }

        int last() {
            return slots[wrapped(first + size - 1)];
        }

        void popLast() {
            size--;
        }

        void popFirstIf(int slot) {
            if (size > 0 && slots[first] == slot) {
                first = wrapped(first + 1);
                size--;
            }
        }

        void push(int slot) {
            slots[wrapped(first + size)] = (short) slot;
            size++;
        }

        private int wrapped(int index) {
            return index >= slots.length ? index - slots.length : index;
        }
    }
}
