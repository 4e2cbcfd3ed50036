// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/**
 * What is unusual about a symbol. Their order is that of stored values: new ones go to the end. A
 * price that is none is a dead letter and no anomaly.
 */
public enum AnomalyKind {
    /** The price moved further over the window of the analytics than a fixed threshold. */
    PRICE_CHANGE,
    /** The interval volume is a fixed multiple of its mean. */
    VOLUME_SPIKE,
    /** The log return is far from its median, in units of the median absolute deviation. */
    RETURN,
    /** The logarithm of the interval volume is far above its median, in the same units. */
    VOLUME,
    /** A session opened far from the close before it. */
    GAP,
    /** The price left the band around its moving average. */
    BAND,
    /** No quote has come for too long while its market was open. */
    STALE,
    /** Return, volume and range together are unlike those before. */
    FOREST
}
