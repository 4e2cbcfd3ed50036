// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.naive;

import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.naive.NaiveAlerts.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is told of what where nothing is grouped, limited or put off, as a plain loop. */
public final class NaiveDelivery {

    private NaiveDelivery() {}

    /**
     * The changes that a user is told: of what he wants to hear of, each beginning, each rise above
     * what he was told, and the end of what he was told.
     *
     * @param changes those of one alert in the order of time
     * @param symbols of interest; empty: all
     */
    public static List<Change> told(List<Change> changes, Severity threshold, Set<String> symbols) {
        List<Change> told = new ArrayList<>();
        Map<String, Severity> open = new HashMap<>();
        for (Change change : changes) {
            if (!symbols.isEmpty() && !symbols.contains(change.symbol)) {
                continue;
            }
            Severity before = open.get(change.id);
            if (change.state == AlertState.RESOLVED) {
                if (before != null) {
                    told.add(change);
                }
            } else if (change.severity.compareTo(threshold) >= 0
                    && (before == null || change.severity.compareTo(before) > 0)) {
                told.add(change);
                open.put(change.id, change.severity);
            }
        }
        return told;
    }
}
