// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rules;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.rolling.RollingStatistics;
import dev.bellwether.operators.rolling.RollingWindow;
import dev.bellwether.operators.signal.SignalFunction;
import java.time.ZoneId;
import java.util.Random;

/**
 * An endless series of analyzed quotes of 1,000 symbols in turn, a tenth of them crypto-assets: a
 * random walk in cents, a quote of each a minute, statistics over 20. It is made once and begins
 * anew with later times; the same objects are handed out again then.
 */
final class FactTape {

    static final int SYMBOLS = 1_000;
    private static final int MINUTES = 100;
    private static final int WARM_UP = 25;
    private static final long MINUTE_MILLIS = 60_000L;

    /** 2024-03-04 14:30 UTC, the opening in New York. */
    private static final long OPENING_MILLIS = 1_709_562_600_000L;

    private final SymbolFact[] facts = new SymbolFact[SYMBOLS * MINUTES];
    private long next;

    FactTape() {
        Random random = new Random(20);
        RollingStatistics statistics = new RollingStatistics(ZoneId.of("America/New_York"));
        SignalFunction signal = new SignalFunction();
        for (int i = 0; i < SYMBOLS; i++) {
            RollingWindow window = new RollingWindow(20);
            double open = 20 + 300 * random.nextDouble();
            double price = open;
            double high = open;
            double low = open;
            double volume = 0;
            double earnings = 1 + 9 * random.nextDouble();
            for (int minute = -WARM_UP; minute < MINUTES; minute++) {
                price = Math.rint(price * Math.exp(0.002 * random.nextGaussian()) * 100) / 100;
                high = Math.max(high, price);
                low = Math.min(low, price);
                volume += random.nextInt(400_000);
                Quote quote =
                        Quote.of(
                                "S" + i,
                                price,
                                OPENING_MILLIS + (minute + WARM_UP) * MINUTE_MILLIS);
                quote.currency = "USD";
                quote.feed = "tape";
                quote.assetClass = i % 10 == 0 ? AssetClass.CRYPTO : AssetClass.EQUITY;
                quote.open = open;
                quote.high = high;
                quote.low = low;
                quote.previousClose = open;
                quote.dayVolume = volume;
                quote.marketCap = open * 1e9;
                quote.eps = earnings;
                statistics.accept(window, quote);
                if (minute >= 0) {
                    AnalyzedQuote analyzed =
                            AnalyzedQuote.of(quote, statistics.describe(window, quote));
                    facts[minute * SYMBOLS + i] = SymbolFact.of(signal.map(analyzed));
                }
            }
        }
    }

    SymbolFact next() {
        int at = (int) (next++ % facts.length);
        SymbolFact fact = facts[at];
        fact.analyzed.quote.eventTimeMillis = OPENING_MILLIS + next / SYMBOLS * MINUTE_MILLIS;
        return fact;
    }
}
