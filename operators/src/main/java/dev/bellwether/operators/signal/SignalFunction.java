// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.signal;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.operators.valuation.Valuation;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Adds valuation and signal to the statistics of a quote. Stateless.
 *
 * <p>Completes the analytics in place, so with object reuse on it must be the only step that reads
 * the statistics: branch after it, not before.
 */
public final class SignalFunction implements MapFunction<AnalyzedQuote, AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    @Override
    public AnalyzedQuote map(AnalyzedQuote analyzed) {
        // A straggler is history: there is nothing to say about its symbol now.
        if (analyzed.analytics != null) {
            Valuation.apply(analyzed.quote, analyzed.analytics);
            Signal.apply(analyzed.quote, analyzed.analytics);
        }
        return analyzed;
    }
}
