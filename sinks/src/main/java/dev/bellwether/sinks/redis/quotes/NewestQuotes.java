// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import dev.bellwether.model.AnalyzedQuote;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out which keys of a batch of quotes stay as they are written: goes through the batch from
 * its end and notes what is written already. O(1) per quote for symbols in order of time; otherwise
 * up to the number of different seconds that the symbol has in the batch.
 *
 * <p>A straggler, which has no analytics, overwrites the record of its second and nothing else.
 */
final class NewestQuotes {

    /** The record of its symbol and second. */
    static final int RECORD = 1;

    /** The newest document and the newest statistics of its symbol. */
    static final int LATEST = 2;

    /** The valuation of its symbol and second. */
    static final int VALUATION = 4;

    /** Its symbol among the symbols. */
    static final int SYMBOL = 8;

    /** The life of the set of symbols. */
    static final int SYMBOLS_LIFE = 16;

    static final int ALL = RECORD | LATEST | VALUATION | SYMBOL | SYMBOLS_LIFE;

    private final Map<String, Written> symbols = new HashMap<>();

    int[] remaining(List<AnalyzedQuote> quotes) {
        int[] parts = new int[quotes.size()];
        for (int i = quotes.size() - 1; i >= 0; i--) {
            AnalyzedQuote analyzed = quotes.get(i);
            Written written = symbols.get(analyzed.quote.symbol);
            if (written == null) {
                written = new Written();
                symbols.put(analyzed.quote.symbol, written);
            }
            parts[i] = written.missing(QuoteKeys.parts(analyzed), QuoteKeys.second(analyzed.quote));
        }
        if (parts.length > 0) {
            parts[parts.length - 1] |= SYMBOLS_LIFE;
        }
        symbols.clear();
        return parts;
    }

    /** What later quotes of one symbol write. */
    private static final class Written {

        private static final int OF_SECOND = RECORD | VALUATION;

        private int ofSymbol;
        private int count;
        private long[] seconds = new long[2];
        private int[] ofSecond = new int[2];

        /** The parts that nobody has written yet; they now are. */
        int missing(int wanted, long second) {
            int at = indexOf(second);
            int missing = wanted & ~(ofSymbol | ofSecond[at]);
            ofSymbol |= missing & ~OF_SECOND;
            ofSecond[at] |= missing & OF_SECOND;
            return missing;
        }

        private int indexOf(long second) {
            // Backwards in time as a rule: the one that was added last, or an earlier one.
            for (int i = count - 1; i >= 0 && seconds[i] <= second; i--) {
                if (seconds[i] == second) {
                    return i;
                }
            }
            return insert(second);
        }

        /** Keeps the seconds descending. */
        private int insert(long second) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * count);
                ofSecond = Arrays.copyOf(ofSecond, 2 * count);
            }
            int at = count;
            while (at > 0 && seconds[at - 1] < second) {
                seconds[at] = seconds[at - 1];
                ofSecond[at] = ofSecond[at - 1];
                at--;
            }
            seconds[at] = second;
            ofSecond[at] = 0;
            count++;
            return at;
        }
    }
}
