// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Class of a signal's strength on the scale 0..1; the lower bound of each class is inclusive. */
public enum SignalStrength {
    VERY_WEAK,
    WEAK,
    MODERATE,
    STRONG,
    VERY_STRONG,
    UNKNOWN
}
