// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.Arrays;

/** Latencies in whole milliseconds, in the order in which they came. */
final class Latencies {

    private static final double WARM_SHARE = 0.2;

    private int[] millis = new int[1 << 16];
    private int size;

    void add(long value) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
        }
        millis[size++] = (int) Math.min(Math.max(value, 0), Integer.MAX_VALUE);
    }

    int size() {
        return size;
    }

    /** Without the first fifth. */
    Latencies warm() {
        Latencies warm = new Latencies();
        int from = (int) (size * WARM_SHARE);
        warm.millis = Arrays.copyOfRange(millis, from, size);
        warm.size = size - from;
        return warm;
    }

    Latencies with(Latencies other) {
        Latencies both = new Latencies();
        both.millis = Arrays.copyOf(millis, size + other.size);
        System.arraycopy(other.millis, 0, both.millis, size, other.size);
        both.size = size + other.size;
        return both;
    }

    /**
     * The nearest-rank percentile: the least latency that so large a share of all does not exceed.
     *
     * @param share above 0, at most 1
     */
    int percentile(double share) {
        if (size == 0) {
            throw new IllegalStateException("no latency was measured");
        }
        int[] sorted = Arrays.copyOf(millis, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * size) - 1];
    }
}
