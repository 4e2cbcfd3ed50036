// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

/**
 * The deepest drawdown within a sliding window: the least of {@code 100 * (close[j] - top[i]) /
 * top[i]} over all i ≤ j of the window.
 *
 * <p>A stretch of bars is summed up by its highest top, its lowest close and its worst drawdown; of
 * two neighbouring stretches the worst is that of either, or the lowest close of the later against
 * the highest top of the earlier. That is associative, so the window is kept as a queue of two
 * stacks: sums of all suffixes of the older part, and the sum of the newer part. O(1) amortised per
 * bar. Rounding does not depend on how the stretches lie: every candidate is the same expression of
 * one close and one top.
 */
final class WorstDrawdown {

    /** One stretch. */
    private static final class Sum {
        double top = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        int lowNumber;
        double worst = Double.POSITIVE_INFINITY;
        int worstNumber;

        void clear() {
            top = Double.NEGATIVE_INFINITY;
            low = Double.POSITIVE_INFINITY;
            worst = Double.POSITIVE_INFINITY;
        }
    }

    private final SessionRing ring;
    private final boolean byClose;

    /** Of bars {@code k} to {@link #newer}, at {@code k - older}. */
    private final Sum[] suffixes;

    private int older;
    private int newer;
    private int start;
    private final Sum back = new Sum();
    private double worst;
    private int worstNumber;

    WorstDrawdown(SessionRing ring, boolean byClose, int capacity) {
        this.ring = ring;
        this.byClose = byClose;
        this.suffixes = new Sum[capacity];
    }

    /** Begins an empty window before that number. */
    void clear(int number) {
        older = number;
        newer = number;
        start = number;
        back.clear();
    }

    void append(int number) {
        extendBy(back, number);
    }

    /** Forgets bars before that number; there must be one left. */
    void evictBefore(int number, int end) {
        start = number;
        if (number > newer) {
            // The older part is used up: what was the newer part becomes it.
            older = number;
            newer = end;
            Sum sum = null;
            for (int k = end - 1; k >= number; k--) {
                Sum longer = suffix(k - older);
                longer.clear();
                extendBy(longer, k);
                if (sum != null) {
                    join(longer, sum);
                }
                sum = longer;
            }
            back.clear();
        }
    }

    /** Finds the worst drawdown of the window, for {@link #percent} and {@link #number}. */
    void find() {
        worst = back.worst;
        worstNumber = back.worstNumber;
        if (start < newer) {
            Sum front = suffixes[start - older];
            if (back.low < Double.POSITIVE_INFINITY) {
                consider(percent(back.low, front.top), back.lowNumber);
            }
            consider(front.worst, front.worstNumber);
        }
    }

    private void consider(double percent, int number) {
        if (percent < worst || (percent == worst && number < worstNumber)) {
            worst = percent;
            worstNumber = number;
        }
    }

    double percent() {
        return worst;
    }

    /** The first bar that closed so deep. */
    int number() {
        return worstNumber;
    }

    private Sum suffix(int index) {
        if (suffixes[index] == null) {
            suffixes[index] = new Sum();
        }
        return suffixes[index];
    }

    private void extendBy(Sum sum, int number) {
        double close = ring.close(number);
        double top = byClose ? close : ring.high(number);
        if (top > sum.top) {
            sum.top = top;
        }
        if (close < sum.low) {
            sum.low = close;
            sum.lowNumber = number;
        }
        double percent = percent(close, sum.top);
        if (percent < sum.worst) {
            sum.worst = percent;
            sum.worstNumber = number;
        }
    }

    /** Adds a later stretch to an earlier one. */
    private static void join(Sum earlier, Sum later) {
        double across = percent(later.low, earlier.top);
        double worst = Math.min(across, later.worst);
        int number =
                across < later.worst
                        ? later.lowNumber
                        : across > later.worst
                                ? later.worstNumber
                                : Math.min(later.lowNumber, later.worstNumber);
        if (worst < earlier.worst) {
            earlier.worst = worst;
            earlier.worstNumber = number;
        }
        if (later.low < earlier.low) {
            earlier.low = later.low;
            earlier.lowNumber = later.lowNumber;
        }
        earlier.top = Math.max(earlier.top, later.top);
    }

    static double percent(double price, double peak) {
        return (price - peak) / peak * 100;
    }
}
