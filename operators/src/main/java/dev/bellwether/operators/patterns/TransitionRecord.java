// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

/**
 * What a symbol was when it was heard of last: the state value of {@link TransitionFunction}, a
 * POJO that Flink serializes by field.
 */
public class TransitionRecord {

    /** The newest session with a drawdown, in days since 1970-01-01. */
    public int sessionDay;

    /** Whether a drawdown is known. */
    public boolean measured;

    /** Whether the price is below the level. */
    public boolean fallen;

    /** Name of the signal's direction; empty if none is known. */
    public String signal = "";

    public TransitionRecord() {}
}
