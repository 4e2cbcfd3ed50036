// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/**
 * The newest that was received of a rule and symbol: a state value of {@link AlertIntake}, a POJO
 * that Flink serializes by field.
 */
public class AlertIntakeRecord {

    /** Event time of the alert's start, epoch milliseconds UTC. */
    public long startedMillis;

    /** Event time of its newest change, epoch milliseconds UTC. */
    public long changedMillis;

    /** Number of its newest change. */
    public int revision;

    /** Its newest change, as JSON, while it fires or is taken on; else empty. */
    public String alert = "";

    /** Whether nobody will say that it is over. */
    public boolean endless;

    /**
     * When it ends by itself or is forgotten, on the clock on the wall, epoch milliseconds UTC; 0
     * if neither.
     */
    public long dueMillis;

    public AlertIntakeRecord() {}
}
