// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NewestQuotesTest {

    private static final int DOCUMENTS = NewestQuotes.RECORD | NewestQuotes.LATEST;

    private static AnalyzedQuote quote(String symbol, long millis, double peRatio) {
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.peRatio = peRatio;
        return AnalyzedQuote.of(Quote.of(symbol, 1, millis), analytics);
    }

    private static AnalyzedQuote straggler(String symbol, long millis) {
        return AnalyzedQuote.of(Quote.of(symbol, 1, millis), null);
    }

    @Test
    void shouldKeepOneDocumentOfASecondAndTheNewestOfEachSymbol() {
        int[] parts =
                new NewestQuotes()
                        .remaining(
                                List.of(
                                        quote("A", 1_000, Double.NaN),
                                        quote("B", 1_000, Double.NaN),
                                        quote("A", 1_900, Double.NaN),
                                        quote("A", 2_000, Double.NaN)));

        assertThat(parts)
                .containsExactly(
                        0,
                        DOCUMENTS | NewestQuotes.SYMBOL,
                        NewestQuotes.RECORD,
                        DOCUMENTS | NewestQuotes.SYMBOL | NewestQuotes.SYMBOLS_LIFE);
    }

    @Test
    void shouldLetAStragglerOverwriteTheRecordOfItsSecondOnly() {
        int[] parts =
                new NewestQuotes().remaining(List.of(quote("A", 1_900, 7), straggler("A", 1_100)));

        assertThat(parts)
                .containsExactly(
                        NewestQuotes.LATEST | NewestQuotes.VALUATION,
                        NewestQuotes.RECORD | NewestQuotes.SYMBOL | NewestQuotes.SYMBOLS_LIFE);
    }

    @Test
    void shouldForgetABatchWithItsEnd() {
        NewestQuotes newest = new NewestQuotes();
        int[] first = newest.remaining(List.of(quote("A", 1_000, 7)));

        assertThat(newest.remaining(List.of(quote("A", 1_000, 7)))).isEqualTo(first);
        assertThat(first).containsExactly(NewestQuotes.ALL);
        assertThat(newest.remaining(List.of())).isEmpty();
    }

    /**
     * Stragglers, equal seconds, unknown ratios, in any order: each key once, and the same ends.
     */
    @Property(tries = 300)
    void shouldLeaveWhatWritingEveryQuoteLeaves(@ForAll long seed) {
        Random random = new Random(seed);
        NewestQuotes newest = new NewestQuotes();
        for (int batch = 0; batch < 3; batch++) {
            List<AnalyzedQuote> quotes = new ArrayList<>();
            int size = random.nextInt(60);
            for (int i = 0; i < size; i++) {
                String symbol = "S" + random.nextInt(4);
                long millis = random.nextInt(12_000);
                quotes.add(
                        random.nextInt(5) == 0
                                ? straggler(symbol, millis)
                                : quote(symbol, millis, random.nextBoolean() ? 7 : Double.NaN));
            }
            int[] parts = newest.remaining(quotes);
            Map<String, Integer> all = new HashMap<>();
            Map<String, Integer> kept = new HashMap<>();
            Set<String> twice = new HashSet<>();
            for (int i = 0; i < size; i++) {
                for (String key : keys(quotes.get(i), QuoteKeys.parts(quotes.get(i)))) {
                    all.put(key, i);
                }
                for (String key : keys(quotes.get(i), parts[i])) {
                    if (kept.put(key, i) != null) {
                        twice.add(key);
                    }
                }
            }
            assertThat(kept).isEqualTo(all);
            assertThat(twice).isEmpty();
        }
    }

    private static List<String> keys(AnalyzedQuote analyzed, int parts) {
        String symbol = analyzed.quote.symbol;
        String second = symbol + ":" + QuoteKeys.second(analyzed.quote);
        List<String> keys = new ArrayList<>();
        if ((parts & NewestQuotes.RECORD) != 0) {
            keys.add(second);
        }
        if ((parts & NewestQuotes.LATEST) != 0) {
            keys.add("latest:" + symbol);
        }
        if ((parts & NewestQuotes.VALUATION) != 0) {
            keys.add("valuation:" + second);
        }
        if ((parts & NewestQuotes.SYMBOL) != 0) {
            keys.add("symbols:" + symbol);
        }
        return keys;
    }
}
