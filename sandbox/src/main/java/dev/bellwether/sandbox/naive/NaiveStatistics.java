// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.naive;

import java.util.Arrays;

/**
 * Plain loops over an array, oldest value first. Each figure is computed from its definition in two
 * passes where the definition has two; no running sums, nothing kept. O(n), median O(n log n).
 *
 * <p>A figure that needs more values than there are is {@code NaN}.
 */
public final class NaiveStatistics {

    private NaiveStatistics() {}

    /** Arithmetic mean: sum / n. */
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? Double.NaN : sum / values.length;
    }

    public static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The middle value, or the mean of the two middle ones. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Square root of the sum of squared deviations from the mean / (n − 1). */
    public static double sampleStandardDeviation(double[] values) {
        return values.length < 2
                ? Double.NaN
                : Math.sqrt(squaredDeviations(values) / (values.length - 1));
    }

    /** Square root of the sum of squared deviations from the mean / n. */
    public static double populationStandardDeviation(double[] values) {
        return values.length == 0
                ? Double.NaN
                : Math.sqrt(squaredDeviations(values) / values.length);
    }

    private static double squaredDeviations(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    /** Highest minus lowest value. */
    public static double range(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double highest = values[0];
        double lowest = values[0];
        for (double value : values) {
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
        }
        return highest - lowest;
    }

    /** (last − first) / first × 100. */
    public static double changePercent(double[] values) {
        return values.length < 2 ? Double.NaN : percent(values[values.length - 1], values[0]);
    }

    /** (last − the one before) / the one before × 100. */
    public static double lastChangePercent(double[] values) {
        return momentumPercent(values, 1);
    }

    /** Mean of the last {@code n} values. */
    public static double movingAverage(double[] values, int n) {
        return values.length < n ? Double.NaN : mean(last(values, n));
    }

    /** Last value minus the value {@code n} steps before it. */
    public static double momentum(double[] values, int n) {
        return values.length <= n
                ? Double.NaN
                : values[values.length - 1] - values[values.length - 1 - n];
    }

    /** {@link #momentum} in percent of the earlier value. */
    public static double momentumPercent(double[] values, int n) {
        return values.length <= n
                ? Double.NaN
                : percent(values[values.length - 1], values[values.length - 1 - n]);
    }

    /** ln(value / value before), one fewer than the values. */
    public static double[] logReturns(double[] values) {
        double[] returns = new double[Math.max(0, values.length - 1)];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.log(values[i + 1] / values[i]);
        }
        return returns;
    }

    /** Sample standard deviation of the last {@code n} log returns; needs n + 1 values. */
    public static double logReturnVolatility(double[] values, int n) {
        double[] returns = logReturns(values);
        return returns.length < n ? Double.NaN : sampleStandardDeviation(last(returns, n));
    }

    /** (value − reference) / reference × 100. */
    public static double percent(double value, double reference) {
        return (value - reference) / reference * 100;
    }

    /** Change from the mean of the first three values to that of the last three, in percent. */
    public static double trendPercent(double[] values) {
        return values.length < 5
                ? Double.NaN
                : percent(mean(last(values, 3)), mean(Arrays.copyOf(values, 3)));
    }

    /** The last {@code n} values. */
    public static double[] last(double[] values, int n) {
        return Arrays.copyOfRange(values, values.length - n, values.length);
    }
}
