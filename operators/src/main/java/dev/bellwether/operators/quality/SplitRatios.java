// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

/**
 * The split ratios that companies use, as factors on older prices: 0.5 for 2:1, 10 for 1:10.
 *
 * <p>The list is closed on purpose: with every fraction of small integers in it, any jump would be
 * "near" one of them. Ratios below 3:2 are left out, because an ordinary week moves a price as far.
 */
public final class SplitRatios {

    /**
     * Largest useful tolerance: 6:1 and 7:1, the nearest neighbours in the list, are 14 % apart.
     */
    public static final double MAX_TOLERANCE = 0.06;

    /** New shares per old share; each also counts upside down (a reverse split). */
    private static final double[] RATIOS = {
        3.0 / 2, 2, 5.0 / 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50
    };

    private SplitRatios() {}

    /**
     * The factor of the known split nearest to an observed one, or {@code NaN} if none is within
     * the tolerance.
     *
     * @param observed feed's previous close (new scale) divided by our last price (old scale)
     * @param tolerance largest relative distance, at most {@link #MAX_TOLERANCE}
     */
    public static double nearest(double observed, double tolerance) {
        double shares = observed < 1 ? 1 / observed : observed;
        double best = Double.NaN;
        double distance = tolerance;
        for (double ratio : RATIOS) {
            double d = Math.abs(shares / ratio - 1);
            if (d <= distance) {
                best = ratio;
                distance = d;
            }
        }
        return observed < 1 ? 1 / best : best;
    }
}
