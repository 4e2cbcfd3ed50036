// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Several detectors, or one again and again, say at once that the price runs one way.
 *
 * <pre>
 *  up     ▲ return   ▲ band       ▲ price change
 *         │          │            │
 *  ───────┼──────────┼─────▼──────┼──────────────► event time
 *  down   │          │   other    │
 *         │◄──── less than window ►│
 *         start      2            3 = n: match
 * </pre>
 *
 * <p>{@code flash.anomalies} of {@code PRICE_CHANGE}, {@code RETURN}, {@code GAP} and {@code BAND}
 * that entered or worsened in one direction, the first and the last less than {@code flash.window}
 * of event time apart; what goes the other way in between does not matter. What was part of a match
 * is not part of another. Those of one quote count each: three detectors that agree are the point.
 *
 * <p>Each direction is an alert by itself, {@code pattern-flash-move-up} and {@code -down}, and
 * ends {@code flash.hold} of event time after its last match.
 *
 * <p>Keyed by symbol and direction ({@link #key}): CEP holds a match back while one that began
 * before it is under way, and drops it when that one is found; so a rise that goes on would hide a
 * fall. Of one direction the first that began is the first to be found, and at most n - 1 are under
 * way, because what may begin one goes on with those before it, too.
 */
public final class FlashMove extends SymbolPattern {

    private static final long serialVersionUID = 1L;

    private static final String MOVES = "moves";

    private final int anomalies;
    private final Duration window;

    /** From checked options of the group {@code Patterns}. */
    public FlashMove(ReadableConfig patterns) {
        super(PatternName.FLASH_MOVE, Severity.CRITICAL);
        anomalies = patterns.get(PatternOptions.FLASH_ANOMALIES);
        window = patterns.get(PatternOptions.FLASH_WINDOW);
    }

    /** Symbol and direction. */
    public static String key(MarketTransition transition) {
        return transition.symbol + ' ' + transition.direction;
    }

    /** Names of its alerts. */
    static List<String> rules() {
        return List.of(rule(Direction.UP.name()), rule(Direction.DOWN.name()));
    }

    private static String rule(String direction) {
        return PatternName.FLASH_MOVE.rule() + "-" + direction.toLowerCase(Locale.ROOT);
    }

    @Override
    String rule(MarketTransition first) {
        return rule(first.direction);
    }

    @Override
    Pattern<MarketTransition, ?> pattern() {
        return Pattern.<MarketTransition>begin(MOVES, SKIP)
                .where(when(FlashMove::isSign))
                .times(anomalies)
                .within(window);
    }

    @Override
    String headline(List<MarketTransition> found) {
        MarketTransition last = found.get(found.size() - 1);
        return String.format(
                Locale.ROOT,
                "%s: %d anomalies %s within %d s, the last: %s",
                last.symbol,
                found.size(),
                last.direction.toLowerCase(Locale.ROOT),
                (last.eventTimeMillis - found.get(0).eventTimeMillis) / 1000,
                last.words());
    }

    private static boolean isSign(MarketTransition transition) {
        return transition.hasDirection()
                && !transition.is(AnomalyPhase.LEFT)
                && (transition.is(AnomalyKind.PRICE_CHANGE)
                        || transition.is(AnomalyKind.RETURN)
                        || transition.is(AnomalyKind.GAP)
                        || transition.is(AnomalyKind.BAND));
    }
}
