// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

/** How much of a session's volume is accounted for: 16 bytes and two flags per symbol and feed. */
public class SessionVolume {

    /** Start of the session, epoch milliseconds UTC. */
    public long sessionMillis;

    /** Largest cumulative volume of the session so far. */
    public double accounted;

    public SessionVolume() {}
}
