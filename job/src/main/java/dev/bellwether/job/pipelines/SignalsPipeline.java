// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.bars.BarOptions;
import dev.bellwether.operators.bars.Bars;
import dev.bellwether.operators.quality.QuoteScreen;
import dev.bellwether.operators.quality.QuoteValidator;
import dev.bellwether.operators.rolling.RollingStatisticsFunction;
import dev.bellwether.operators.signal.SignalFunction;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Quotes in; analytics, bars and dead letters out.
 *
 * <p>One shuffle stands between a quote and Redis, from the source to the symbol: screen,
 * statistics, valuation, signal, writing and bars run chained in the task that owns the symbol.
 */
public final class SignalsPipeline {

    /** Where the results go. */
    public interface Ends {

        /** Takes the valid quotes of a feed, in its order, before they are screened by symbol. */
        void valid(Feed feed, DataStream<Quote> quotes);

        /** Writes the analyzed quotes and gives back what was refused for good. */
        DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> analyzed);

        void bars(Timeframe timeframe, DataStream<Bar> bars);

        void deadLetters(DataStream<DeadLetter> deadLetters);
    }

    /** What a source could not read. */
    private static final OutputTag<DeadLetter> UNREADABLE =
            new OutputTag<>("unreadable", TypeInformation.of(DeadLetter.class));

    /**
     * How long a quote waits at most for a network buffer to fill. Flink's default of 100 ms would
     * be the longest wait on the way to Redis, or to an alert.
     */
    private static final long SHUFFLE_MILLIS = 10;

    private final ReadableConfig signals;
    private final ReadableConfig sessions;
    private final ReadableConfig quality;
    private final ReadableConfig rolling;
    private final ReadableConfig bars;

    /** Takes the checked options of the groups of these names. */
    public SignalsPipeline(
            ReadableConfig signals,
            ReadableConfig sessions,
            ReadableConfig quality,
            ReadableConfig rolling,
            ReadableConfig bars) {
        this.signals = signals;
        this.sessions = sessions;
        this.quality = quality;
        this.rolling = rolling;
        this.bars = bars;
    }

    /**
     * Lays out the pipeline between its feeds and its ends.
     *
     * @param feeds at least one, each with a name of its own
     */
    public void define(List<Feed> feeds, Ends ends) {
        List<DataStream<Quote>> timed = new ArrayList<>();
        List<DataStream<DeadLetter>> unusable = new ArrayList<>();
        for (Feed feed : feeds) {
            timed.add(enter(feed, ends, unusable));
        }

        // one clean, ordered history for each symbol
        SingleOutputStreamOperator<Quote> screened =
                union(timed)
                        .keyBy(quote -> quote.symbol)
                        .transform(
                                "screen",
                                TypeInformation.of(Quote.class),
                                new WriteBackOperator<>(QuoteScreen.from(quality)))
                        .uid(Uids.QUOTES_SCREEN)
                        .name("screen");

        // still partitioned by symbol, so all that follows is chained in the same task
        KeyedStream<Quote, String> bySymbol =
                DataStreamUtils.reinterpretAsKeyedStream(screened, quote -> quote.symbol);

        // what is known about the symbol after this quote
        DataStream<AnalyzedQuote> analyzed =
                bySymbol.transform(
                                "rolling",
                                TypeInformation.of(AnalyzedQuote.class),
                                new WriteBackOperator<>(
                                        RollingStatisticsFunction.from(rolling, sessions)))
                        .uid(Uids.ROLLING_STATISTICS)
                        .name("rolling")
                        .map(new SignalFunction())
                        .uid(Uids.SIGNAL)
                        .name("signal")
                        .setBufferTimeout(SHUFFLE_MILLIS);

        unusable.add(ends.analyzed(analyzed));
        unusable.add(screened.getSideOutput(QuoteScreen.DEAD_LETTERS));
        unusable.add(screened.getSideOutput(QuoteScreen.LATE));

        // bars beside them
        List<Timeframe> timeframes = BarOptions.timeframes(bars);
        if (!timeframes.isEmpty()) {
            Bars made = Bars.of(bySymbol, bars, sessions);
            timeframes.forEach(timeframe -> ends.bars(timeframe, made.of(timeframe)));
            unusable.add(made.late());
        }

        // whatever could not be used, counted by reason where all of it passes
        ends.deadLetters(
                union(unusable)
                        .map(new DeadLetterCount())
                        .uid(Uids.DEAD_LETTERS_COUNT)
                        .name("dead letters"));
    }

    /**
     * From a feed to quotes that can be trusted to tell the time. Everything here keeps the
     * parallelism of the feed: with more, Flink would deal the quotes of a symbol out in turn, and
     * whichever way is faster would decide their order at the key.
     */
    private DataStream<Quote> enter(Feed feed, Ends ends, List<DataStream<DeadLetter>> unusable) {
        int parallelism = feed.ingested().getParallelism();

        // quotes go on, what the source could not read is kept
        SingleOutputStreamOperator<Quote> quotes =
                feed.ingested()
                        .process(new IngestedSplit(UNREADABLE))
                        .uid(Uids.of(Uids.INGESTED_SPLIT, feed))
                        .name("split " + feed.name())
                        .setParallelism(parallelism);

        // nothing impossible may set the watermark, so it is checked first
        SingleOutputStreamOperator<Quote> valid =
                quotes.process(QuoteValidator.from(quality))
                        .uid(Uids.of(Uids.QUOTES_VALIDATE, feed))
                        .name("validate " + feed.name())
                        .setParallelism(parallelism);
        ends.valid(feed, valid);

        unusable.add(quotes.getSideOutput(UNREADABLE));
        unusable.add(valid.getSideOutput(QuoteValidator.DEAD_LETTERS));
        SingleOutputStreamOperator<Quote> measured =
                valid.map(new EventTimeLag())
                        .uid(Uids.of(Uids.QUOTES_LAG, feed))
                        .name("lag " + feed.name())
                        .setParallelism(parallelism)
                        .setBufferTimeout(SHUFFLE_MILLIS);
        if (feed.tellsTime()) {
            return measured;
        }
        return measured.assignTimestampsAndWatermarks(watermarks())
                .uid(Uids.of(Uids.QUOTES_WATERMARKS, feed))
                .name("watermarks " + feed.name())
                .setParallelism(parallelism)
                .setBufferTimeout(SHUFFLE_MILLIS);
    }

    private static <T> DataStream<T> union(List<DataStream<T>> streams) {
        return streams.stream().reduce(DataStream::union).orElseThrow();
    }

    /** Follows the newest quote at a distance; an input that falls silent does not hold it back. */
    private WatermarkStrategy<Quote> watermarks() {
        Duration outOfOrderness = signals.get(SignalsOptions.MAX_OUT_OF_ORDERNESS);
        return WatermarkStrategy.<Quote>forBoundedOutOfOrderness(outOfOrderness)
                .withTimestampAssigner((quote, previous) -> quote.eventTimeMillis)
                .withIdleness(signals.get(SignalsOptions.IDLENESS));
    }
}
