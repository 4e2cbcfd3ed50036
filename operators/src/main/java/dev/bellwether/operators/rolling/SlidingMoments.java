// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

/**
 * Mean and variance of a sliding set of numbers: Welford's recurrence with removal (B. P. Welford,
 * Technometrics 4, 1962; the removal is the same update solved backwards) on numbers shifted by one
 * of them, so that a large common offset costs no digits.
 *
 * <p>Cost O(1) per change. Removal can cancel: when a spike leaves, what is left of the sum of
 * squares is small against the rounding errors it has gathered. The largest sum of squares since
 * the last exact computation bounds those errors, and {@link #isExhausted} asks for the next exact
 * computation once less than 1/10 000 of it is left, which keeps the standard deviation within 1e-9
 * of the two-pass one. Beside that the owner recomputes once per turn of its ring. A spike must
 * come before it can leave, so the recomputations are amortized by the changes.
 */
final class SlidingMoments {

    private static final double LEAST_SHARE_LEFT = 1e-4;

    int count;

    /** Subtracted from every number before anything else. */
    double shift;

    /** Sum of the shifted numbers. */
    double sum;

    /** Sum of squared deviations from the mean. */
    double squares;

    /** Largest {@link #squares} since the last exact computation. */
    double peak;

    void clear() {
        count = 0;
        shift = 0;
        sum = 0;
        squares = 0;
        peak = 0;
    }

    void add(double value) {
        if (count == 0) {
            clear();
            shift = value;
            count = 1;
            return;
        }
        double x = value - shift;
        double meanBefore = sum / count;
        sum += x;
        count++;
        setSquares(squares + (x - meanBefore) * (x - sum / count));
    }

    void remove(double value) {
        if (count == 1) {
            clear();
            return;
        }
        double x = value - shift;
        double meanBefore = sum / count;
        sum -= x;
        count--;
        setSquares(squares - (x - meanBefore) * (x - sum / count));
    }

    /** Removes one number and adds another. */
    void replace(double leaving, double entering) {
        double out = leaving - shift;
        double in = entering - shift;
        double change = in - out;
        double meanBefore = sum / count;
        sum += change;
        double mean = sum / count;
        setSquares(squares + change * ((in - mean) + (out - meanBefore)));
    }

    /** Whether removals have left too few correct digits; recompute then. */
    boolean isExhausted() {
        return squares < LEAST_SHARE_LEFT * peak;
    }

    /** First step of an exact recomputation: {@link #gather} every number, twice, in between. */
    void startExact(double anyOfThem) {
        clear();
        shift = anyOfThem;
    }

    /** First pass. */
    void gather(double value) {
        count++;
        sum += value - shift;
    }

    /** Second pass, after all numbers have been gathered. */
    void gatherSquare(double value) {
        double deviation = value - shift - sum / count;
        squares += deviation * deviation;
        peak = squares;
    }

    double mean() {
        return count == 0 ? Double.NaN : shift + sum / count;
    }

    double total() {
        return count == 0 ? Double.NaN : sum + count * shift;
    }

    double sampleDeviation() {
        return count < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares) / (count - 1));
    }

    double populationDeviation() {
        return count == 0 ? Double.NaN : Math.sqrt(Math.max(0, squares) / count);
    }

    void copyFrom(SlidingMoments other) {
        count = other.count;
        shift = other.shift;
        sum = other.sum;
        squares = other.squares;
        peak = other.peak;
    }

    private void setSquares(double value) {
        squares = value;
        if (value > peak) {
            peak = value;
        }
    }
}
