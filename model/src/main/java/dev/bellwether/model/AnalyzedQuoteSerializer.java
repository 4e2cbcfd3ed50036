// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link AnalyzedQuote}: quote and analytics, each with a mark for its absence. */
public final class AnalyzedQuoteSerializer extends EventSerializer<AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    static final AnalyzedQuoteSerializer INSTANCE = new AnalyzedQuoteSerializer();

    @Override
    public AnalyzedQuote createInstance() {
        return new AnalyzedQuote();
    }

    @Override
    public void serialize(AnalyzedQuote analyzedQuote, DataOutputView target) throws IOException {
        writeNullable(analyzedQuote.quote, QuoteSerializer.INSTANCE, target);
        writeNullable(analyzedQuote.analytics, SymbolAnalyticsSerializer.INSTANCE, target);
    }

    @Override
    public AnalyzedQuote deserialize(DataInputView source) throws IOException {
        AnalyzedQuote analyzedQuote = new AnalyzedQuote();
        analyzedQuote.quote = readNullable(QuoteSerializer.INSTANCE, source);
        analyzedQuote.analytics = readNullable(SymbolAnalyticsSerializer.INSTANCE, source);
        return analyzedQuote;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<AnalyzedQuote> {

        public Snapshot() {
            super(AnalyzedQuoteSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<AnalyzedQuote> {

        public TypeFactory() {
            super(AnalyzedQuote.class, INSTANCE);
        }
    }
}
