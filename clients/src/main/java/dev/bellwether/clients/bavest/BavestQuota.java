// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

/** How many requests the plan still permits; a figure that is not stated is {@code NaN}. */
public final class BavestQuota {

    private final double remaining;
    private final double limit;

    BavestQuota(double remaining, double limit) {
        this.remaining = remaining;
        this.limit = limit;
    }

    /** Requests left. */
    public double remaining() {
        return remaining;
    }

    /** Requests in all. */
    public double limit() {
        return limit;
    }

    @Override
    public String toString() {
        return remaining + " of " + limit;
    }
}
