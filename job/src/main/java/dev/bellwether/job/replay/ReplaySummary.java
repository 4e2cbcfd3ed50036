// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import dev.bellwether.model.ReasonCode;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a replay did, counted by reason, and its refusals by kind. */
public final class ReplaySummary {

    private static final class Counts {
        int putBack;
        int refused;
    }

    private final Map<String, Counts> byReason = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int putBack;
    private int refused;
    private int passedOver;

    void putBack(ReasonCode reason) {
        putBack++;
        counts(DeadLetterJson.label(reason)).putBack++;
    }

    void refused(ReasonCode reason, String why) {
        refused++;
        counts(DeadLetterJson.label(reason)).refused++;
        refusals.merge(why, 1, Integer::sum);
    }

    void unreadable(String why) {
        refused++;
        counts("unreadable").refused++;
        refusals.merge("no dead letter: " + why, 1, Integer::sum);
    }

    void passedOver() {
        passedOver++;
    }

    private Counts counts(String reason) {
        return byReason.computeIfAbsent(reason, none -> new Counts());
    }

    /** How many went back into the job, or would. */
    public int putBack() {
        return putBack;
    }

    /** How many were meant and did not go back. */
    public int refused() {
        return refused;
    }

    /** For a terminal: a line for each reason, and one that says it all. */
    public List<String> lines(boolean dryRun) {
        List<String> lines = new ArrayList<>();
        if (!byReason.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-24s %8s %8s", "reason", "back", "refused"));
            byReason.forEach(
                    (reason, counts) ->
                            lines.add(
                                    String.format(
                                            Locale.ROOT,
                                            "%-24s %8d %8d",
                                            reason,
                                            counts.putBack,
                                            counts.refused)));
        }
        refusals.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> lines.add("  " + entry.getValue() + " x " + entry.getKey()));
        lines.add(
                putBack
                        + (dryRun ? " would be put back, " : " put back, ")
                        + refused
                        + " refused"
                        + (passedOver == 0 ? "" : ", " + passedOver + " not asked for"));
        return lines;
    }
}
