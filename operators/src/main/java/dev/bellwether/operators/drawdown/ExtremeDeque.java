// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

/**
 * The extreme of a sliding window, kept by a monotonic deque: the numbers of those bars that no
 * newer bar beats, values in order from the extreme on. Equal values stay, so that the first and
 * the last occurrence of the extreme are both known. O(1) amortised per bar, O(log n) per question.
 */
final class ExtremeDeque {

    private final double sign;
    private final int[] numbers;
    private final double[] values;
    private int head;
    private int count;

    private ExtremeDeque(double sign, int capacity) {
        this.sign = sign;
        this.numbers = new int[capacity];
        this.values = new double[capacity];
    }

    static ExtremeDeque highest(int capacity) {
        return new ExtremeDeque(1, capacity);
    }

    static ExtremeDeque lowest(int capacity) {
        return new ExtremeDeque(-1, capacity);
    }

    void clear() {
        head = 0;
        count = 0;
    }

    void append(int number, double value) {
        double signed = sign * value;
        while (count > 0 && values[slot(count - 1)] < signed) {
            count--;
        }
        int slot = slot(count);
        numbers[slot] = number;
        values[slot] = signed;
        count++;
    }

    /** Forgets bars before that number. */
    void evictBefore(int number) {
        while (count > 0 && numbers[head] < number) {
            head = head + 1 == numbers.length ? 0 : head + 1;
            count--;
        }
    }

    /** The extreme of the window. */
    double value() {
        return sign * values[head];
    }

    int firstNumber() {
        return numbers[head];
    }

    /** The newest bar that reached the extreme. */
    int lastNumber() {
        double extreme = values[head];
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (values[slot(middle)] == extreme) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return numbers[slot(low)];
    }

    /** The first bar from that number on that has the extreme of the bars from there on. */
    int firstNumberFrom(int number) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[slot(middle)] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return numbers[slot(low)];
    }

    private int slot(int index) {
        int slot = head + index;
        return slot >= numbers.length ? slot - numbers.length : slot;
    }
}
