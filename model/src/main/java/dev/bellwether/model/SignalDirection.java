// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** What a signal suggests to do with the instrument. */
public enum SignalDirection {
    BUY,
    HOLD,
    SELL,
    /** Negative earnings: the valuation gives no reason to hold. */
    AVOID,
    UNKNOWN
}
