// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import java.io.Serializable;

/** How much of the tape is played, and how fast. */
public final class Playing implements Serializable {

    private static final long serialVersionUID = 1L;

    final long records;
    final long nanos;
    final double perSecond;

    /** Whether the source stays open behind the last record. */
    final boolean hold;

    private Playing(long records, long nanos, double perSecond, boolean hold) {
        this.records = records;
        this.nanos = nanos;
        this.perSecond = perSecond;
        this.hold = hold;
    }

    /** The first records, as fast as they are taken. */
    public static Playing records(long records) {
        return new Playing(records, Long.MAX_VALUE, Double.POSITIVE_INFINITY, false);
    }

    /** As fast as the records are taken, until the time is over. */
    public static Playing seconds(double seconds) {
        return new Playing(Long.MAX_VALUE, (long) (seconds * 1e9), Double.POSITIVE_INFINITY, false);
    }

    /**
     * The first records at a fixed rate: record n is due n / rate after the first. A record that
     * leaves late because the job did not take it earlier keeps the time at which it was due.
     */
    public static Playing paced(long records, double perSecond) {
        return new Playing(records, Long.MAX_VALUE, perSecond, false);
    }

    /** The first records, and then nothing: the job stays as it is until it is cancelled. */
    public static Playing hold(long records) {
        return new Playing(records, Long.MAX_VALUE, Double.POSITIVE_INFINITY, true);
    }

    boolean isPaced() {
        return perSecond < Double.POSITIVE_INFINITY;
    }
}
