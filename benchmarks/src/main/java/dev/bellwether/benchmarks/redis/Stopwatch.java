// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import org.apache.flink.api.common.functions.MapFunction;

/**
 * Sees every record on its way to the sink, on the sink's thread, and notes when the first fifth
 * was through and when the last one came. Between the two the sink has taken four fifths of the
 * records, give or take one batch; starting and ending the job is not in it.
 */
final class Stopwatch implements MapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;

    // One job at a time runs in this JVM; its only instance of this function writes here.
    private static volatile long began;
    private static volatile long ended;

    private final long first;
    private final long last;

    Stopwatch(long records) {
        this.first = records / 5;
        this.last = records - 1;
    }

    @Override
    public Long map(Long number) {
        if (number == first) {
            began = System.nanoTime();
        } else if (number == last) {
            ended = System.nanoTime();
        }
        return number;
    }

    double perSecond() {
        return (last - first) * 1e9 / (ended - began);
    }
}
