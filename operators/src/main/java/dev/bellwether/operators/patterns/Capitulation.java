// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Severity;
import dev.bellwether.model.UsSessions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Holders give up: the price falls through a level below its peak, and within a few sessions it is
 * traded heavily.
 *
 * <pre>
 *  depth   0 % ─┐
 *               └──┐                 volume
 *  level ──────────┼──┐ fall           █ spike
 *                  └──┴──────┬─────────█──────► event time
 *                     │◄─ sessions ───►│
 *                     start            match
 *       comes back above the level, or falls again: the start before counts no more
 * </pre>
 *
 * <p>A fall is a drawdown that enters {@code drawdown.level.percent} (see {@link
 * TransitionFunction}); a spike is {@code VOLUME_SPIKE} or {@code VOLUME} entered, in the session
 * of the fall, but not before its close is known, or in one of the {@code capitulation.sessions}
 * after it: trading days of US equities, UTC days of all else.
 *
 * <p>Ends {@code capitulation.hold} of event time after the last spike that matched.
 */
public final class Capitulation extends SymbolPattern {

    private static final long serialVersionUID = 1L;

    private static final String FALL = "fall";
    private static final UsSessions CALENDAR = new UsSessions();

    private final int sessions;

    /** From checked options of the group {@code Patterns}. */
    public Capitulation(ReadableConfig patterns) {
        super(PatternName.CAPITULATION, Severity.WARNING);
        sessions = patterns.get(PatternOptions.CAPITULATION_SESSIONS);
    }

    @Override
    Pattern<MarketTransition, ?> pattern() {
        int most = sessions;
        return Pattern.<MarketTransition>begin(FALL, SKIP)
                .where(when(t -> t.isDrawdown() && t.is(AnomalyPhase.ENTERED)))
                .notFollowedBy("over")
                .where(when(MarketTransition::isDrawdown))
                .followedBy("spike")
                .where(since(FALL, (fall, t) -> t.isSpike() && sessionsBetween(fall, t) <= most))
                .within(longest(sessions));
    }

    /** So many sessions with the weekends and holidays between them are never longer. */
    private static Duration longest(int sessions) {
        return Duration.ofDays(2L * sessions + 5);
    }

    private static int sessionsBetween(MarketTransition fall, MarketTransition later) {
        if (!later.assetClass.equals(AssetClass.EQUITY.name())) {
            return later.sessionDay - fall.sessionDay;
        }
        int sessions = 0;
        for (int day = fall.sessionDay + 1; day <= later.sessionDay; day++) {
            sessions += CALENDAR.isTradingDay(LocalDate.ofEpochDay(day)) ? 1 : 0;
        }
        return sessions;
    }

    @Override
    String headline(List<MarketTransition> found) {
        MarketTransition fall = found.get(0);
        return String.format(
                Locale.ROOT,
                "%s fell to %.1f %% from its peak, then its volume rose to %.1f times what is"
                        + " unusual: capitulation",
                fall.symbol,
                fall.observed,
                found.get(1).score);
    }
}
