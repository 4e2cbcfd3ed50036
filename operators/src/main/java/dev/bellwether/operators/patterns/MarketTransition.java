// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Direction;
import java.io.Serializable;
import java.util.Locale;

/**
 * That something began, got worse or ended for a symbol: what patterns are made of. CEP keeps it in
 * its state, so it is a POJO that Flink serializes by field. Kinds, phases, directions and classes
 * by their names, which are never changed.
 */
public class MarketTransition implements Serializable {

    /** Kind of a fall of the price below its peak; beside those of {@link AnomalyKind}. */
    public static final String DRAWDOWN = "DRAWDOWN";

    /** Kind of a change of the signal's direction. */
    public static final String SIGNAL = "SIGNAL";

    /** Phase of a drawdown that is the first known of its symbol: it says that there is one. */
    public static final String FIRST = "FIRST";

    private static final long serialVersionUID = 1L;

    public String symbol = "";

    public String kind = "";

    /** That of an {@link AnomalyPhase}, or {@link #FIRST}. */
    public String phase = "";

    /** That of a {@link Direction}: of a signal, up to buy, down to sell or avoid. */
    public String direction = Direction.NONE.name();

    public String assetClass = AssetClass.EQUITY.name();

    /** Event time, epoch milliseconds UTC; of a drawdown the end of its session. */
    public long eventTimeMillis;

    /** The session that it belongs to, in days since 1970-01-01. */
    public int sessionDay;

    /** In the unit of the kind: percent, a ratio, deviations; {@code NaN} if there is none. */
    public double observed = Double.NaN;

    /** {@link #observed} as a multiple of its threshold, 1 at it; {@code NaN} if there is none. */
    public double score = Double.NaN;

    /** The threshold, in the unit of {@link #observed}; {@code NaN} if there is none. */
    public double level = Double.NaN;

    public MarketTransition() {}

    boolean is(AnomalyKind one) {
        return kind.equals(one.name());
    }

    boolean is(AnomalyPhase one) {
        return phase.equals(one.name());
    }

    public boolean isDrawdown() {
        return kind.equals(DRAWDOWN);
    }

    boolean hasDirection() {
        return !direction.equals(Direction.NONE.name());
    }

    /** Whether both have a direction, and it is the same. */
    boolean goesWith(MarketTransition other) {
        return hasDirection() && direction.equals(other.direction);
    }

    /** Whether both have a direction, and not the same. */
    boolean goesAgainst(MarketTransition other) {
        return hasDirection() && other.hasDirection() && !direction.equals(other.direction);
    }

    /** A strong move of the price begins. */
    boolean isMove() {
        return is(AnomalyPhase.ENTERED)
                && hasDirection()
                && (is(AnomalyKind.PRICE_CHANGE) || is(AnomalyKind.RETURN));
    }

    /** Heavy trading begins. */
    boolean isSpike() {
        return is(AnomalyPhase.ENTERED) && (is(AnomalyKind.VOLUME_SPIKE) || is(AnomalyKind.VOLUME));
    }

    /** For a person, such as {@code return up}. */
    String words() {
        String text = kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        return hasDirection() ? text + " " + direction.toLowerCase(Locale.ROOT) : text;
    }

    @Override
    public String toString() {
        return symbol + " " + kind + " " + phase + " " + direction + " " + eventTimeMillis;
    }
}
