// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

/** What became of a dead letter: a record to be put back, or the reason why not. */
final class Repaired {

    /** {@code null} if it is not put back. */
    final byte[] record;

    /** Symbol of its first quote, under which it goes into a stream. */
    final String symbol;

    /** Event time of its first quote; records are put back in this order. */
    final long eventMillis;

    /** Why it is not put back: a phrase that is the same for all of its kind. */
    final String refusal;

    private Repaired(byte[] record, String symbol, long eventMillis, String refusal) {
        this.record = record;
        this.symbol = symbol;
        this.eventMillis = eventMillis;
        this.refusal = refusal;
    }

    static Repaired of(byte[] record, String symbol, long eventMillis) {
        return new Repaired(record, symbol, eventMillis, null);
    }

    static Repaired refused(String why) {
        return new Repaired(null, null, 0, why);
    }
}
