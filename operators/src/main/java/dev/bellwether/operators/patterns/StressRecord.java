// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

/**
 * Whether the market is under stress: a state value of {@link MarketStress}, a POJO that Flink
 * serializes by field.
 */
public class StressRecord {

    public boolean on;

    /** Event time since when, epoch milliseconds UTC. */
    public long sinceMillis;

    public StressRecord() {}
}
