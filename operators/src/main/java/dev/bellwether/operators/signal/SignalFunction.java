// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.signal;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.valuation.Valuation;
import org.apache.flink.api.common.functions.MapFunction;

/** Adds valuation and signal to the statistics of a quote. Stateless. */
public final class SignalFunction implements MapFunction<AnalyzedQuote, AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    @Override
    public AnalyzedQuote map(AnalyzedQuote analyzed) {
        // A straggler is history: there is nothing to say about its symbol now.
        if (analyzed.analytics == null) {
            return analyzed;
        }
        SymbolAnalytics complete = analyzed.analytics.copy();
        Valuation.apply(analyzed.quote, complete);
        Signal.apply(analyzed.quote, complete);
        return AnalyzedQuote.of(analyzed.quote, complete);
    }
}
