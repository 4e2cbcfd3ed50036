// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Where an alert stands. */
public enum AlertState {
    /** Its condition holds, not yet for as long as its rule wants; nobody is told. */
    PENDING,
    /** Its condition holds. */
    FIRING,
    /** Its condition holds, and somebody has taken it on. */
    ACKNOWLEDGED,
    /** Its condition holds no more. */
    RESOLVED,
    /** It was pending, and its condition did not hold on. */
    DROPPED
}
