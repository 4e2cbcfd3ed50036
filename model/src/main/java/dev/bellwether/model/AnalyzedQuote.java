// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A quote together with what is known about its symbol after it. Not changed after it was handed
 * on, see {@link EventSerializer}.
 */
@TypeInfo(AnalyzedQuoteSerializer.TypeFactory.class)
public class AnalyzedQuote {

    public Quote quote;

    /**
     * What is known after the quote; {@code null} if the quote came after a newer one of its
     * symbol, so that it is history and not the latest.
     */
    public SymbolAnalytics analytics;

    public AnalyzedQuote() {}

    public static AnalyzedQuote of(Quote quote, SymbolAnalytics analytics) {
        AnalyzedQuote analyzed = new AnalyzedQuote();
        analyzed.quote = quote;
        analyzed.analytics = analytics;
        return analyzed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnalyzedQuote
                && Objects.equals(quote, ((AnalyzedQuote) other).quote)
                && Objects.equals(analytics, ((AnalyzedQuote) other).analytics);
    }

    @Override
    public int hashCode() {
        return Objects.hash(quote, analytics);
    }

    @Override
    public String toString() {
        return "AnalyzedQuote{" + quote + ", " + analytics + "}";
    }
}
