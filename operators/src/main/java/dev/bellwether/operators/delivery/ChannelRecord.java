// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/**
 * The hour of an address of a channel: a state value of {@link ChannelLog}, a POJO that Flink
 * serializes by field.
 */
public class ChannelRecord {

    /** When the hour began, on the clock on the wall, epoch milliseconds UTC. */
    public long beganMillis;

    /** Messages told in it, and those with something critical. */
    public int told;

    public int toldCritical;

    /** What was kept back: rules, and how many alerts of each. */
    public String[] rules = new String[0];

    public int[] kept = new int[0];

    /** Whom the summary is for; empty where there is nothing. */
    public String channel = "";

    public String recipient = "";
    public String address = "";

    public ChannelRecord() {}
}
