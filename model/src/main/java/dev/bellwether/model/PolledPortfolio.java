// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a feed makes of one answer or record: a snapshot, or the dead letter that explains its
 * absence.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(PolledPortfolioSerializer.TypeFactory.class)
public class PolledPortfolio {

    /** {@code null} if this is something else. */
    public PortfolioSnapshot snapshot;

    /** {@code null} if this is something else. */
    public DeadLetter deadLetter;

    public PolledPortfolio() {}

    public static PolledPortfolio of(PortfolioSnapshot snapshot) {
        PolledPortfolio polled = new PolledPortfolio();
        polled.snapshot = snapshot;
        return polled;
    }

    public static PolledPortfolio of(DeadLetter deadLetter) {
        PolledPortfolio polled = new PolledPortfolio();
        polled.deadLetter = deadLetter;
        return polled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolledPortfolio
                && Objects.equals(snapshot, ((PolledPortfolio) other).snapshot)
                && Objects.equals(deadLetter, ((PolledPortfolio) other).deadLetter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(snapshot, deadLetter);
    }

    @Override
    public String toString() {
        return "PolledPortfolio{" + (snapshot != null ? snapshot : deadLetter) + "}";
    }
}
