// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Where an anomaly stands. */
public enum AnomalyPhase {
    /** It began. */
    ENTERED,
    /** It is a quarter further off than when it was last told of. */
    WORSENED,
    /** It is over. */
    LEFT
}
