// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Which price of a session can be the peak that a drawdown is measured from. */
public enum PeakBasis {
    /** The highest price of the session. */
    HIGH,
    /** The last price of the session. */
    CLOSE
}
