// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.sinks.redis.CoalescingMapper;
import dev.bellwether.sinks.redis.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the keys of {@link QuoteKeyFamily} for each analyzed quote, six commands at most.
 *
 * <p>The document is made once: the record and the newest quote share it, and the statistics are a
 * part of its bytes. Of the quotes of a batch only those are written that no later one overwrites:
 * at many quotes a second for a symbol, one document per batch and second.
 */
public final class QuoteKeys implements CoalescingMapper<AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    private static final long MILLIS_PER_SECOND = 1_000;

    private final String prefix;
    private final EnumSet<QuoteKeyFamily> families;
    private final String symbolsKey;
    private transient QuoteDocuments documents;
    private transient NewestQuotes newest;

    private QuoteKeys(String prefix, Set<QuoteKeyFamily> families) {
        this.prefix = prefix;
        this.symbolsKey = prefix + ":symbols";
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
    public int[] remaining(List<AnalyzedQuote> records) {
        return newest().remaining(records);
    }

    @Override
    public void map(AnalyzedQuote record, RedisCommands commands) {
        map(record, NewestQuotes.ALL, commands);
    }

    @Override
    public void map(AnalyzedQuote record, int parts, RedisCommands commands) {
        Quote quote = record.quote;
        int present = parts & (parts(record) | NewestQuotes.SYMBOLS_LIFE);
        if ((present & (NewestQuotes.RECORD | NewestQuotes.LATEST)) != 0) {
            writeDocuments(record, present, commands);
        }
        if (families.contains(QuoteKeyFamily.SYMBOLS)) {
            if ((present & NewestQuotes.SYMBOL) != 0) {
                commands.addToSet(symbolsKey, quote.symbol.getBytes(StandardCharsets.UTF_8));
            }
            if ((present & NewestQuotes.SYMBOLS_LIFE) != 0) {
                commands.expire(symbolsKey, QuoteKeyFamily.SYMBOLS.seconds());
            }
        }
        if ((present & NewestQuotes.VALUATION) != 0 && families.contains(QuoteKeyFamily.PE_RATIO)) {
            commands.setExpiring(
                    prefix + ":pe_ratio:" + quote.symbol + ":" + second(quote),
                    QuoteKeyFamily.PE_RATIO.seconds(),
                    documents().valuation(quote, record.analytics));
        }
    }

    private void writeDocuments(AnalyzedQuote record, int parts, RedisCommands commands) {
        Quote quote = record.quote;
        QuoteDocuments made = documents();
        made.encode(quote, record.analytics);
        if ((parts & NewestQuotes.RECORD) != 0 && families.contains(QuoteKeyFamily.RECORD)) {
            commands.setExpiring(
                    prefix + ":" + quote.symbol + ":" + second(quote),
                    QuoteKeyFamily.RECORD.seconds(),
                    made.document());
        }
        if ((parts & NewestQuotes.LATEST) == 0) {
            return;
        }
        if (families.contains(QuoteKeyFamily.LATEST)) {
            commands.setExpiring(
                    prefix + ":latest:" + quote.symbol,
                    QuoteKeyFamily.LATEST.seconds(),
                    made.document());
        }
        if (families.contains(QuoteKeyFamily.ANALYTICS)) {
            commands.setExpiring(
                    prefix + ":analytics:" + quote.symbol,
                    QuoteKeyFamily.ANALYTICS.seconds(),
                    made.analytics());
        }
    }

    /** What there is to write of a quote by itself. */
    static int parts(AnalyzedQuote record) {
        SymbolAnalytics analytics = record.analytics;
        if (analytics == null) {
            return NewestQuotes.RECORD | NewestQuotes.SYMBOL;
        }
        return Double.isFinite(analytics.peRatio)
                ? NewestQuotes.ALL & ~NewestQuotes.SYMBOLS_LIFE
                : NewestQuotes.RECORD | NewestQuotes.LATEST | NewestQuotes.SYMBOL;
    }

    static long second(Quote quote) {
        return Math.floorDiv(quote.eventTimeMillis, MILLIS_PER_SECOND);
    }

    private QuoteDocuments documents() {
        if (documents == null) {
            documents = new QuoteDocuments();
        }
        return documents;
    }

    private NewestQuotes newest() {
        if (newest == null) {
            newest = new NewestQuotes();
        }
        return newest;
    }
}
