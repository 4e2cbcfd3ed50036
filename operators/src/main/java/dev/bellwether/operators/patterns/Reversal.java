// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A strong move turns, or the signal turns against it.
 *
 * <pre>
 *            move up
 *              ▲         (again: takes its place)
 *              │            ▲
 *  ────────────┼────────────┼──────────┬─────────► event time
 *                           │          ▼ move down, or signal to sell
 *                           │◄────────►│
 *                           start      match, less than window
 * </pre>
 *
 * <p>A move is {@code PRICE_CHANGE} or {@code RETURN} entered. What turns it is a move the other
 * way, or a signal that changes to the other side: buy against a fall, sell or avoid against a
 * rise; less than {@code reversal.window} of event time after the last move of its direction. A
 * move that turns another is part of that and begins nothing.
 *
 * <p>Ends {@code reversal.hold} of event time after the last match.
 */
public final class Reversal extends SymbolPattern {

    private static final long serialVersionUID = 1L;

    private static final String MOVE = "move";

    private final Duration window;

    /** From checked options of the group {@code Patterns}. */
    public Reversal(ReadableConfig patterns) {
        super(PatternName.REVERSAL, Severity.INFO);
        window = patterns.get(PatternOptions.REVERSAL_WINDOW);
    }

    @Override
    Pattern<MarketTransition, ?> pattern() {
        return Pattern.<MarketTransition>begin(MOVE, SKIP)
                .where(when(MarketTransition::isMove))
                .notFollowedBy("again")
                .where(since(MOVE, (move, t) -> t.isMove() && t.goesWith(move)))
                .followedBy("turn")
                .where(since(MOVE, (move, t) -> turns(t) && t.goesAgainst(move)))
                .within(window);
    }

    private static boolean turns(MarketTransition transition) {
        return transition.isMove() || transition.kind.equals(MarketTransition.SIGNAL);
    }

    @Override
    String headline(List<MarketTransition> found) {
        return String.format(
                Locale.ROOT,
                "%s turned: %s, then %s",
                found.get(0).symbol,
                found.get(0).words(),
                found.get(1).words());
    }
}
