// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the application's state was promised to be, held against what it is. */
final class StateContract {

    private static final String ADVICE =
            ". If this is meant, record it (see StateContractTest), say in the changelog what"
                    + " becomes of the state of users who upgrade, and see that UpgradeIT still"
                    + " passes.";

    private StateContract() {}

    /**
     * One sentence for each difference, with what it would do to a restored job.
     *
     * @param promised lines as {@link SavepointContents} writes them
     */
    static List<String> breaches(List<String> promised, List<String> found) {
        Map<String, String> before = byState(promised);
        Map<String, String> after = byState(found);
        List<String> breaches = new ArrayList<>();
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String state : all) {
            String was = before.get(state);
            String is = after.get(state);
            if (is == null) {
                breaches.add(lost(state, after) + ADVICE);
            } else if (was == null) {
                breaches.add(state + " is not in the contract: " + is + ADVICE);
            } else if (!was.equals(is)) {
                breaches.add(
                        state
                                + " has changed its type, and a restored job may not read it: was "
                                + was
                                + ", is "
                                + is
                                + ADVICE);
            }
        }
        return breaches;
    }

    private static String lost(String state, Map<String, String> after) {
        String uid = state.substring(0, state.indexOf(" | "));
        boolean uidIsThere = after.keySet().stream().anyMatch(s -> s.startsWith(uid + " | "));
        return state
                + (uidIsThere
                        ? " is gone or renamed; what users have under it would be lost in silence"
                        : " is gone with its whole operator; if its uid was renamed, users could"
                                + " not restore at all");
    }

    /** From {@code uid | state} to the rest of the line. */
    private static Map<String, String> byState(List<String> lines) {
        Map<String, String> states = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" \\| ", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("not a line of a state contract: " + line);
            }
            // The same state with two types would be a contradiction that must show.
            states.merge(parts[0] + " | " + parts[1], parts[2], (a, b) -> a + " AND " + b);
        }
        return states;
    }
}
