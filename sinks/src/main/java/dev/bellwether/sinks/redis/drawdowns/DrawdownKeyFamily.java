// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.drawdowns;

import java.time.Duration;

/** The kinds of keys that the drawdowns pipeline writes, each a JSON document in snake case. */
public enum DrawdownKeyFamily {
    /**
     * {@code prefix:drawdowns:latest}: the ranking of the newest session, for 4 days, which is over
     * the longest weekend. A correction of an earlier session does not touch it.
     */
    LATEST(4),
    /** {@code prefix:drawdowns:2026-03-02}: the newest ranking of that session, for 30 days. */
    SESSION(30),
    /** {@code prefix:drawdown:symbol}: the drawdown of a symbol's newest session, for 4 days. */
    SYMBOL(4),
    /** {@code prefix:portfolio:account}: the newest snapshot of an account, for 4 days. */
    PORTFOLIO(4),
    /** {@code prefix:take_profit:account}: the last signal of an account, for 30 days. */
    TAKE_PROFIT(30);

    private final int seconds;

    DrawdownKeyFamily(int days) {
        this.seconds = (int) Duration.ofDays(days).toSeconds();
    }

    /** How long such a key lives after it was written, in seconds. */
    public int seconds() {
        return seconds;
    }
}
