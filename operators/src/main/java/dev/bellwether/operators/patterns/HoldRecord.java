// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

/**
 * A pattern that was found and is not over: the state value of {@link PatternHold}, a POJO that
 * Flink serializes by field.
 */
public class HoldRecord {

    public String rule;
    public String symbol;

    /** By its name, which is never changed. */
    public String severity;

    /** Event time of the first match, epoch milliseconds UTC. */
    public long sinceMillis;

    /** Event time at which it is over unless it is found again, epoch milliseconds UTC. */
    public long endsMillis;

    public HoldRecord() {}
}
