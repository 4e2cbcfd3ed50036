// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.Severity;
import java.util.Arrays;

/**
 * What is known of a symbol and where its rules stand: the state value of {@link RuleFunction}, a
 * POJO that Flink serializes by field. A rule that does not hold takes no room.
 */
public class SymbolRules {

    /** By the order of {@link FactName}; {@code NaN} is unknown. */
    public double[] facts = new double[0];

    public String assetClass = "equity";
    public String currency = "";
    public String feed = "";
    public String signal = "unknown";

    /** Identifiers of the rules that hold, or begin to. */
    public String[] rules = new String[0];

    /** Event time since when each holds, epoch milliseconds UTC. */
    public long[] since = new long[0];

    /** Whether each has held for as long as it should. */
    public boolean[] active = new boolean[0];

    /** The severity that each was told of with, by its ordinal. */
    public int[] severities = new int[0];

    public SymbolRules() {}

    /** Makes room for facts that an earlier version did not know. */
    void widen() {
        int known = facts.length;
        if (known < FactName.values().length) {
            facts = Arrays.copyOf(facts, FactName.values().length);
            for (int i = known; i < facts.length; i++) {
                boolean anomaly = FactName.values()[i].text().startsWith("anomaly.");
                facts[i] = anomaly ? 0 : Double.NaN;
            }
        }
    }

    void set(FactName name, double value) {
        facts[name.ordinal()] = value;
    }

    void add(String rule, long sinceMillis, boolean isActive, Severity severity) {
        int at = rules.length;
        rules = Arrays.copyOf(rules, at + 1);
        since = Arrays.copyOf(since, at + 1);
        active = Arrays.copyOf(active, at + 1);
        severities = Arrays.copyOf(severities, at + 1);
        rules[at] = rule;
        since[at] = sinceMillis;
        active[at] = isActive;
        severities[at] = severity.ordinal();
    }

    void remove(int index) {
        int last = rules.length - 1;
        rules[index] = rules[last];
        since[index] = since[last];
        active[index] = active[last];
        severities[index] = severities[last];
        rules = Arrays.copyOf(rules, last);
        since = Arrays.copyOf(since, last);
        active = Arrays.copyOf(active, last);
        severities = Arrays.copyOf(severities, last);
    }
}
