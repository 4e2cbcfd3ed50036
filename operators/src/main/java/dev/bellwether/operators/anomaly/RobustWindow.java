// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import java.util.Arrays;

/**
 * The newest N values, with their median and median absolute deviation. Appending costs two binary
 * searches and the move of at most N doubles; median and deviation cost O(1) and O(log N).
 *
 * <p>Deviations are measured as Iglewicz and Hoaglin do (How to Detect and Handle Outliers, 1993):
 * (x − median) / (1.4826 · MAD), where 1.4826 makes the MAD of a normal distribution its standard
 * deviation.
 */
final class RobustWindow {

    /** 1 / Φ⁻¹(3/4). */
    static final double NORMAL = 1.4826022185056018;

    private final double[] ring;
    private final double[] sorted;
    private int size;
    private int next;

    RobustWindow(int capacity) {
        ring = new double[capacity];
        sorted = new double[capacity];
    }

    int size() {
        return size;
    }

    int capacity() {
        return ring.length;
    }

    /** The value appended that many values ago, 0 for the newest. */
    double back(int values) {
        return ring[Math.floorMod(next - 1 - values, ring.length)];
    }

    void append(double value) {
        if (size == ring.length) {
            int at = Arrays.binarySearch(sorted, 0, size, ring[next]);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
        int at = Arrays.binarySearch(sorted, 0, size, value);
        at = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
        ring[next] = value;
        next = (next + 1) % ring.length;
    }

    double median() {
        int middle = size / 2;
        return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Median of the absolute differences from the median. */
    double medianAbsoluteDeviation() {
        double upper = difference(size / 2);
        return size % 2 == 1 ? upper : (difference(size / 2 - 1) + upper) / 2;
    }

    /**
     * @param least what one robust standard deviation is taken to be at least
     */
    double deviations(double value, double least) {
        return (value - median()) / deviation(least);
    }

    /** One robust standard deviation, at least that much. */
    double deviation(double least) {
        return Math.max(NORMAL * medianAbsoluteDeviation(), least);
    }

    /**
     * The k-th smallest (from 0) difference from the median: those below it and those above it are
     * two sorted sequences, and how many come from the first is found by bisection.
     */
    private double difference(int k) {
        double median = median();
        int above = lowerBound(median);
        int below = above;
        int low = Math.max(0, k + 1 - (size - above));
        int high = Math.min(k + 1, below);
        while (low < high) {
            int fromBelow = (low + high) >>> 1;
            double nextBelow = median - sorted[below - 1 - fromBelow];
            double lastAbove = sorted[above + k - fromBelow] - median;
            if (nextBelow < lastAbove) {
                low = fromBelow + 1;
            } else {
                high = fromBelow;
            }
        }
        double lastBelow = low == 0 ? -1 : median - sorted[below - low];
        double lastAbove = low == k + 1 ? -1 : sorted[above + k - low] - median;
        return Math.max(lastBelow, lastAbove);
    }

    /** How many values are less. */
    private int lowerBound(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** With as many of the newest values as fit. */
    RobustWindow resizedTo(int capacity) {
        RobustWindow resized = new RobustWindow(capacity);
        for (int i = Math.min(size, capacity) - 1; i >= 0; i--) {
            resized.append(back(i));
        }
        return resized;
    }

    void clear() {
        size = 0;
        next = 0;
    }
}
