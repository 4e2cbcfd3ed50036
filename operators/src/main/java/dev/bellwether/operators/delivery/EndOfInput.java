// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

/** When there is nothing more to come: what waits on the clock on the wall is told then. */
final class EndOfInput {

    /** A timer in event time that fires with the last watermark, and never before. */
    static final long TIMER = Long.MAX_VALUE;

    private EndOfInput() {}
}
