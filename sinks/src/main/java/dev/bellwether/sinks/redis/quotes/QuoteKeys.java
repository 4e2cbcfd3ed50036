// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.sinks.redis.RedisCommands;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes the keys of {@link QuoteKeyFamily} for each analyzed quote, six commands at most.
 *
 * <p>The document is made once: the record and the newest quote share it, and the statistics are a
 * part of its bytes.
 */
public final class QuoteKeys implements RedisRecordMapper<AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    private static final long MILLIS_PER_SECOND = 1_000;

    private final String prefix;
    private final EnumSet<QuoteKeyFamily> families;
    private transient QuoteDocuments documents;

    private QuoteKeys(String prefix, Set<QuoteKeyFamily> families) {
        this.prefix = prefix;
        this.families = EnumSet.copyOf(families);
    }

    /**
     * All families.
     *
     * @param prefix first part of every key, for example {@code bavest}
     */
    public static QuoteKeys all(String prefix) {
        return of(prefix, EnumSet.allOf(QuoteKeyFamily.class));
    }

    /**
     * @param families at least one
     */
    public static QuoteKeys of(String prefix, Set<QuoteKeyFamily> families) {
        return new QuoteKeys(prefix, families);
    }

    @Override
    public void map(AnalyzedQuote record, RedisCommands commands) {
        if (documents == null) {
            documents = new QuoteDocuments();
        }
        Quote quote = record.quote;
        SymbolAnalytics analytics = record.analytics;
        long seconds = Math.floorDiv(quote.eventTimeMillis, MILLIS_PER_SECOND);
        documents.encode(quote, analytics);
        byte[] document = documents.document();
        if (families.contains(QuoteKeyFamily.RECORD)) {
            commands.setExpiring(
                    prefix + ":" + quote.symbol + ":" + seconds,
                    QuoteKeyFamily.RECORD.seconds(),
                    document);
        }
        if (analytics != null && families.contains(QuoteKeyFamily.LATEST)) {
            commands.setExpiring(
                    prefix + ":latest:" + quote.symbol, QuoteKeyFamily.LATEST.seconds(), document);
        }
        if (analytics != null && families.contains(QuoteKeyFamily.ANALYTICS)) {
            commands.setExpiring(
                    prefix + ":analytics:" + quote.symbol,
                    QuoteKeyFamily.ANALYTICS.seconds(),
                    documents.analytics());
        }
        if (families.contains(QuoteKeyFamily.SYMBOLS)) {
            String symbols = prefix + ":symbols";
            commands.addToSet(symbols, quote.symbol.getBytes(StandardCharsets.UTF_8));
            commands.expire(symbols, QuoteKeyFamily.SYMBOLS.seconds());
        }
        if (analytics != null
                && Double.isFinite(analytics.peRatio)
                && families.contains(QuoteKeyFamily.PE_RATIO)) {
            commands.setExpiring(
                    prefix + ":pe_ratio:" + quote.symbol + ":" + seconds,
                    QuoteKeyFamily.PE_RATIO.seconds(),
                    documents.valuation(quote, analytics));
        }
    }
}
