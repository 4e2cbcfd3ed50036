// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * An alert after one change. All changes of one alert have its identity, and are numbered.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(AlertSerializer.TypeFactory.class)
public class Alert {

    /** {@code rule:symbol:start}, the same when the same facts are read again. */
    public String id;

    /** Number of the change, from 0. */
    public int revision;

    public String rule;

    public String symbol;

    public AlertState state;

    /** The state before this change; {@code null} if this is the first. */
    public AlertState before;

    /** Of the rule now. */
    public Severity severity;

    /** The highest that it has had. */
    public Severity worst;

    /** One sentence for a person. */
    public String headline;

    /** What the rule looked at: {@code name=value}, in the order of names. */
    public String[] facts = new String[0];

    /** {@code name=value}, in the order of names. */
    public String[] labels = new String[0];

    /** {@code name=address}, in the order of names. */
    public String[] links = new String[0];

    /** Event time since when the condition has held, epoch milliseconds UTC. */
    public long startedMillis;

    /** Event time of this change, epoch milliseconds UTC. */
    public long changedMillis;

    /** Who has taken it on; {@code null} if nobody has. */
    public String acknowledgedBy;

    /** What that person says; {@code null} if nothing. */
    public String note;

    /** How often its condition began; more than 1 when it was over for a short time only. */
    public int entries;

    /** Whether it began so often lately that its ends are waited out. */
    public boolean flapping;

    /**
     * Prices before it and at it, the oldest first, in its currency: what a chart shows. Empty if
     * they are not known here.
     */
    public double[] prices = new double[0];

    /**
     * Why nobody is told of it now: {@code silence:NAME} or {@code inhibition:ALERT}; {@code null}
     * if nothing is in the way.
     */
    public String suppressedBy;

    public Alert() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Alert)) {
            return false;
        }
        Alert that = (Alert) other;
        return Objects.equals(id, that.id)
                && revision == that.revision
                && Objects.equals(rule, that.rule)
                && Objects.equals(symbol, that.symbol)
                && Objects.equals(state, that.state)
                && Objects.equals(before, that.before)
                && Objects.equals(severity, that.severity)
                && Objects.equals(worst, that.worst)
                && Objects.equals(headline, that.headline)
                && Arrays.equals(facts, that.facts)
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(links, that.links)
                && startedMillis == that.startedMillis
                && changedMillis == that.changedMillis
                && Objects.equals(acknowledgedBy, that.acknowledgedBy)
                && Objects.equals(note, that.note)
                && entries == that.entries
                && flapping == that.flapping
                && Arrays.equals(prices, that.prices)
                && Objects.equals(suppressedBy, that.suppressedBy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                id,
                revision,
                rule,
                symbol,
                state,
                before,
                severity,
                worst,
                headline,
                Arrays.hashCode(facts),
                Arrays.hashCode(labels),
                Arrays.hashCode(links),
                startedMillis,
                changedMillis,
                acknowledgedBy,
                note,
                entries,
                flapping,
                Arrays.hashCode(prices),
                suppressedBy);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
