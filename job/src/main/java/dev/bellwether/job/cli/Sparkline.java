// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

/** Values as a line of blocks, from the least to the greatest of them. */
final class Sparkline {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * @param values oldest first
     * @param width characters at most; of more values than that each character shows the mean of
     *     some
     */
    static String of(double[] values, int width) {
        int length = Math.min(width, values.length);
        double[] means = new double[length];
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            int from = (int) ((long) i * values.length / length);
            int to = (int) ((long) (i + 1) * values.length / length);
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += values[k];
            }
            means[i] = sum / (to - from);
            least = Math.min(least, means[i]);
            greatest = Math.max(greatest, means[i]);
        }
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            double share = greatest > least ? (mean - least) / (greatest - least) : 0.5;
            line.append(BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1))));
        }
        return line.toString();
    }
}
