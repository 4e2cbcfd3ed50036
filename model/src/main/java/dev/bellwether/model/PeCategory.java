// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Class of a price/earnings ratio; the upper bound of each class is exclusive. */
public enum PeCategory {
    NEGATIVE_EARNINGS,
    UNDERVALUED,
    FAIR_VALUE,
    GROWTH_STOCK,
    EXPENSIVE,
    HIGHLY_SPECULATIVE,
    /** No usable ratio: neither reported nor computable. */
    INSUFFICIENT_DATA
}
