// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/** How often something was told in an hour: a state value of {@link Recipients}, a POJO. */
public class PersonRecord {

    /** When the hour began, on the clock on the wall, epoch milliseconds UTC. */
    public long beganMillis;

    public int told;

    public PersonRecord() {}
}
