// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.anomaly.AnomalyFunction;
import dev.bellwether.operators.anomaly.AnomalyOptions;
import dev.bellwether.operators.rolling.RollingStatisticsFunction;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Recorded sessions as one quote at each close, through the operators of the pipeline. */
@SuppressWarnings("try") // Flink's iterator may be interrupted while it closes
final class Replay {

    private Replay() {}

    /** What the operators made of them, in the order of the sessions of each symbol. */
    static List<SymbolFact> of(Collection<String> symbols, Configuration anomalies)
            throws Exception {
        Configuration options = new Configuration();
        options.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1, options);
        Configuration none = new Configuration();
        // The clock on the wall has nothing to say here.
        anomalies.set(AnomalyOptions.STALE_AFTER, Duration.ZERO);
        List<SymbolFact> facts = new ArrayList<>();
        try (CloseableIterator<SymbolFact> found =
                environment
                        .fromData(quotes(symbols), TypeInformation.of(Quote.class))
                        .keyBy(quote -> quote.symbol)
                        .process(RollingStatisticsFunction.from(none, none))
                        .returns(AnalyzedQuote.class)
                        .keyBy(analyzed -> analyzed.quote.symbol)
                        .process(AnomalyFunction.from(anomalies, none))
                        .returns(SymbolFact.class)
                        .executeAndCollect("anomalies")) {
            found.forEachRemaining(facts::add);
        }
        return facts;
    }

    private static List<Quote> quotes(Collection<String> symbols) {
        Recordings recordings = Recordings.load();
        List<Quote> quotes = new ArrayList<>();
        for (String symbol : symbols) {
            DailyBars bars = recordings.bars(symbol);
            for (int i = 0; i < bars.size(); i++) {
                long time = recordings.closeSeconds(bars.session(i)) * 1000;
                Quote quote = Quote.of(symbol, bars.close(i), time);
                quote.open = bars.open(i);
                quote.high = bars.high(i);
                quote.low = bars.low(i);
                quote.previousClose = i == 0 ? Double.NaN : bars.close(i - 1);
                quote.dayVolume = bars.volume(i);
                quote.feed = "recorded";
                quotes.add(quote);
            }
        }
        quotes.sort(Comparator.comparingLong(quote -> quote.eventTimeMillis));
        return quotes;
    }
}
