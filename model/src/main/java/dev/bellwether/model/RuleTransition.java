// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * That the condition of a rule began or ended for a symbol, with what it is about.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(RuleTransitionSerializer.TypeFactory.class)
public class RuleTransition {

    /** Identifier of the rule. */
    public String rule;

    public String symbol;

    public ConditionPhase phase;

    /** Of the rule, or of the highest of its levels that holds. */
    public Severity severity;

    /** Of the fact that made it so, epoch milliseconds UTC. */
    public long eventTimeMillis;

    /** Event time since when the condition has held, epoch milliseconds UTC. */
    public long sinceMillis;

    /** One sentence for a person. */
    public String headline;

    /** What the rule looked at: {@code name=value}, in the order of names. */
    public String[] facts = new String[0];

    /** Of the rule: {@code name=value}, in the order of names. */
    public String[] labels = new String[0];

    /** {@code name=address}, in the order of names. */
    public String[] links = new String[0];

    /**
     * Prices before it and at it, the oldest first, in its currency: what a chart shows. Empty if
     * they are not known here.
     */
    public double[] prices = new double[0];

    public RuleTransition() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof RuleTransition)) {
            return false;
        }
        RuleTransition that = (RuleTransition) other;
        return Objects.equals(rule, that.rule)
                && Objects.equals(symbol, that.symbol)
                && Objects.equals(phase, that.phase)
                && Objects.equals(severity, that.severity)
                && eventTimeMillis == that.eventTimeMillis
                && sinceMillis == that.sinceMillis
                && Objects.equals(headline, that.headline)
                && Arrays.equals(facts, that.facts)
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(links, that.links)
                && Arrays.equals(prices, that.prices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                rule,
                symbol,
                phase,
                severity,
                eventTimeMillis,
                sinceMillis,
                headline,
                Arrays.hashCode(facts),
                Arrays.hashCode(labels),
                Arrays.hashCode(links),
                Arrays.hashCode(prices));
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
