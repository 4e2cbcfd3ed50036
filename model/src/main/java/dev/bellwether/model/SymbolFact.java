// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Something new about a symbol that rules look at, one of: a quote with its analytics, a drawdown,
 * an anomaly.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(SymbolFactSerializer.TypeFactory.class)
public class SymbolFact {

    /** {@code null} if this is something else. */
    public AnalyzedQuote analyzed;

    /** {@code null} if this is something else. */
    public Drawdown drawdown;

    /** {@code null} if this is something else. */
    public Anomaly anomaly;

    public SymbolFact() {}

    public static SymbolFact of(AnalyzedQuote analyzed) {
        SymbolFact fact = new SymbolFact();
        fact.analyzed = analyzed;
        return fact;
    }

    public static SymbolFact of(Drawdown drawdown) {
        SymbolFact fact = new SymbolFact();
        fact.drawdown = drawdown;
        return fact;
    }

    public static SymbolFact of(Anomaly anomaly) {
        SymbolFact fact = new SymbolFact();
        fact.anomaly = anomaly;
        return fact;
    }

    /** Whom it is about. */
    public String symbol() {
        if (analyzed != null) {
            return analyzed.quote.symbol;
        }
        return drawdown != null ? drawdown.symbol : anomaly.symbol;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SymbolFact)) {
            return false;
        }
        SymbolFact that = (SymbolFact) other;
        return Objects.equals(analyzed, that.analyzed)
                && Objects.equals(drawdown, that.drawdown)
                && Objects.equals(anomaly, that.anomaly);
    }

    @Override
    public int hashCode() {
        return Objects.hash(analyzed, drawdown, anomaly);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
