// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.util.ArrayList;
import java.util.List;

/** Recorded sessions as analyzed quotes, one at each close. */
final class RecordedQuotes {

    private RecordedQuotes() {}

    static List<AnalyzedQuote> of(String symbol) {
        Recordings recordings = Recordings.load();
        DailyBars bars = recordings.bars(symbol);
        List<AnalyzedQuote> quotes = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            long time = recordings.closeSeconds(bars.session(i)) * 1000;
            Quote quote = Quote.of(symbol, bars.close(i), time);
            quote.open = bars.open(i);
            quote.high = bars.high(i);
            quote.low = bars.low(i);
            quote.dayVolume = bars.volume(i);
            SymbolAnalytics analytics = new SymbolAnalytics();
            analytics.intervalVolume = bars.volume(i);
            quotes.add(AnalyzedQuote.of(quote, analytics));
        }
        return quotes;
    }
}
