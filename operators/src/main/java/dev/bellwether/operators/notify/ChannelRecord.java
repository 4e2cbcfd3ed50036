// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.notify;

/** The hour of a channel: a state value of {@link Notifier}, a POJO serialized by field. */
public class ChannelRecord {

    /** When the hour began, on the clock on the wall; 0 if none is going on. */
    public long beganMillis;

    /** Messages told in it, and critical ones. */
    public int told;

    public int toldCritical;

    /** What was kept back: rules, and how often each. */
    public String[] rules = new String[0];

    public int[] kept = new int[0];

    public ChannelRecord() {}
}
