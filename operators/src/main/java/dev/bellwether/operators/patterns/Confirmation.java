// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The volume confirms the price: a strong move and heavy trading go together, whichever shows
 * first.
 *
 * <pre>
 *  price            ▲ move                    ▼ move
 *  ─────────────────┼────────┬──────────┬─────┼────► event time
 *  volume           │        █ spike    █     │
 *                   │◄──────►│          │◄───►│
 *                   start    match      start match, less than window
 *       the same of the two again: takes the place of the start
 * </pre>
 *
 * <p>A move is {@code PRICE_CHANGE} or {@code RETURN} entered, a spike {@code VOLUME_SPIKE} or
 * {@code VOLUME} entered; less than {@code confirmation.window} of event time apart, as they are
 * when one quote shows both. What was part of a match is not part of another.
 *
 * <p>Ends {@code confirmation.hold} of event time after the last match.
 */
public final class Confirmation extends SymbolPattern {

    private static final long serialVersionUID = 1L;

    private static final String FIRST = "first";

    private final Duration window;

    /** From checked options of the group {@code Patterns}. */
    public Confirmation(ReadableConfig patterns) {
        super(PatternName.CONFIRMATION, Severity.INFO);
        window = patterns.get(PatternOptions.CONFIRMATION_WINDOW);
    }

    @Override
    Pattern<MarketTransition, ?> pattern() {
        return Pattern.<MarketTransition>begin(FIRST, SKIP)
                .where(when(t -> t.isMove() || t.isSpike()))
                .notFollowedBy("again")
                .where(since(FIRST, Confirmation::isSame))
                .followedBy("second")
                .where(since(FIRST, Confirmation::isOther))
                .within(window);
    }

    private static boolean isSame(MarketTransition first, MarketTransition next) {
        return first.isMove() ? next.isMove() : next.isSpike();
    }

    private static boolean isOther(MarketTransition first, MarketTransition next) {
        return first.isMove() ? next.isSpike() : next.isMove();
    }

    @Override
    String headline(List<MarketTransition> found) {
        return String.format(
                Locale.ROOT,
                "%s: %s and %s together",
                found.get(0).symbol,
                found.get(0).words(),
                found.get(1).words());
    }
}
