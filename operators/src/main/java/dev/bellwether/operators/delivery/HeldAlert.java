// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/**
 * An alert that a user will be told of later: a state value of {@link Recipients}, a POJO that
 * Flink serializes by field.
 */
public class HeldAlert {

    public String user;

    /** Its newest change, as JSON. */
    public String alert;

    /** Whether it began while it was kept; otherwise only its end is kept. */
    public boolean begun;

    public String route;

    /** When it is told, on the clock on the wall, epoch milliseconds UTC. */
    public long dueMillis;

    public HeldAlert() {}
}
