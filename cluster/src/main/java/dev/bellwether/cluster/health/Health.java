// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import java.util.List;

/** A verdict with its reasons. Immutable. */
public final class Health {

    /** In the order of exit codes: 0, 1, 2. */
    public enum Status {
        /** Everything is as it should be. */
        HEALTHY,

        /** It answers, but something is wrong. */
        DEGRADED,

        /** Nobody answers. */
        DOWN
    }

    private final Status status;
    private final List<String> reasons;

    private Health(Status status, List<String> reasons) {
        this.status = status;
        this.reasons = List.copyOf(reasons);
    }

    static Health of(List<String> reasons) {
        return new Health(reasons.isEmpty() ? Status.HEALTHY : Status.DEGRADED, reasons);
    }

    static Health down(String reason) {
        return new Health(Status.DOWN, List.of(reason));
    }

    public Status status() {
        return status;
    }

    /** One sentence for each thing that is wrong; none when healthy. */
    public List<String> reasons() {
        return reasons;
    }

    @Override
    public String toString() {
        return status + " " + reasons;
    }
}
