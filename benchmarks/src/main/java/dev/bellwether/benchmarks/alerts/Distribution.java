// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times in whole milliseconds. */
final class Distribution {

    private final List<Long> millis = new ArrayList<>();

    void add(long value) {
        millis.add(value);
    }

    int size() {
        return millis.size();
    }

    /**
     * The nearest-rank percentile: the least time that so large a share of all does not exceed.
     *
     * @param share above 0, at most 1
     * @throws IllegalStateException if nothing was measured
     */
    long percentile(double share) {
        if (millis.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
