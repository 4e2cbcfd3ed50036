// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

/**
 * When a feed was heard of last: the state value of {@link FeedSilence}, a POJO that Flink
 * serializes by field.
 */
public class FeedRecord {

    /** On the clock on the wall, epoch milliseconds UTC. */
    public long seenMillis;

    /** The newest event time, epoch milliseconds UTC. */
    public long eventTimeMillis;

    /** The one timer, on the clock on the wall; 0 if there is none. */
    public long timerMillis;

    /** What it has quoted: bit n for the asset class of ordinal n. */
    public int assetClasses;

    /** Whether its silence was told. */
    public boolean silent;

    public FeedRecord() {}
}
