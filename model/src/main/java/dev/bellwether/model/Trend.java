// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/**
 * Direction of a price series: mean of its last three prices against the mean of its first three.
 */
public enum Trend {
    UPTREND,
    SIDEWAYS,
    DOWNTREND
}
