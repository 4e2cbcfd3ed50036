// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import java.util.Locale;

/** The patterns that there are. */
public enum PatternName {
    /** A fall through a level, then heavy trading: {@link Capitulation}. */
    CAPITULATION,
    /** Several anomalies of one direction at once: {@link FlashMove}. */
    FLASH_MOVE,
    /** A move, then its opposite: {@link Reversal}. */
    REVERSAL,
    /** A move with the volume that goes with it: {@link Confirmation}. */
    CONFIRMATION,
    /** Many symbols fall at once: {@link MarketStress}. */
    MARKET_STRESS,
    /** A feed from which nothing comes: {@link FeedSilence}. */
    SILENT_FEED;

    /** What its alerts are named after, such as {@code pattern-flash-move}. */
    public String rule() {
        return "pattern-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
