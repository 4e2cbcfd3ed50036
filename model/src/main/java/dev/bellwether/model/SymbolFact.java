// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Something new about a symbol that rules look at: a quote with its analytics or a drawdown, and
 * the anomalies that begin, get worse or end with it.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(SymbolFactSerializer.TypeFactory.class)
public class SymbolFact {

    /** Whom it is about. */
    public String symbol;

    /** {@code null} if there is none. */
    public AnalyzedQuote analyzed;

    /** {@code null} if there is none. */
    public Drawdown drawdown;

    public Anomaly[] anomalies = new Anomaly[0];

    public SymbolFact() {}

    public static SymbolFact of(AnalyzedQuote analyzed, Anomaly... anomalies) {
        SymbolFact fact = new SymbolFact();
        fact.symbol = analyzed.quote.symbol;
        fact.analyzed = analyzed;
        fact.anomalies = anomalies;
        return fact;
    }

    public static SymbolFact of(Drawdown drawdown) {
        SymbolFact fact = new SymbolFact();
        fact.symbol = drawdown.symbol;
        fact.drawdown = drawdown;
        return fact;
    }

    /** Without a quote, for what no quote shows. */
    public static SymbolFact of(Anomaly anomaly) {
        SymbolFact fact = new SymbolFact();
        fact.symbol = anomaly.symbol;
        fact.anomalies = new Anomaly[] {anomaly};
        return fact;
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
        return Objects.equals(symbol, that.symbol)
                && Objects.equals(analyzed, that.analyzed)
                && Objects.equals(drawdown, that.drawdown)
                && Arrays.equals(anomalies, that.anomalies);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, analyzed, drawdown, Arrays.hashCode(anomalies));
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
