// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import java.util.Comparator;
import org.apache.flink.cep.EventComparator;

/**
 * The order of what happens to a symbol in one moment, so that it does not depend on who was read
 * first: a drawdown before what its session's last quote shows, then by kind, phase and direction.
 */
final class TransitionOrder implements EventComparator<MarketTransition> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<MarketTransition> ORDER =
            Comparator.<MarketTransition>comparingLong(t -> t.eventTimeMillis)
                    .thenComparing(t -> !t.isDrawdown())
                    .thenComparing(t -> t.kind)
                    .thenComparing(t -> t.phase)
                    .thenComparing(t -> t.direction);

    @Override
    public int compare(MarketTransition one, MarketTransition other) {
        return ORDER.compare(one, other);
    }
}
