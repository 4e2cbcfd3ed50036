// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.sessions.SessionDays;
import dev.bellwether.operators.sessions.SessionOptions;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.Collector;

/**
 * The bars of all timeframes; keyed by symbol. {@link Bars} says what comes out.
 *
 * <p>Does what a window operator for each timeframe with an event-time trigger and allowed lateness
 * would do, for all of them with one state access per quote and one timer per bar; three window
 * operators cost more than everything else in the job together.
 *
 * <p>State: one {@link SymbolBars} per symbol. A bar leaves it when the next quote or timer of its
 * symbol comes after the watermark has passed its allowed lateness; everything of a feed leaves it
 * a week after the end of the last session that it quoted the symbol in, or when it gives way to
 * another feed ({@link SymbolBars#of}).
 */
final class BarsFunction extends WriteBackFunction<String, Quote, Bar> {

    private static final long serialVersionUID = 1L;

    /** On the heap, of a cached symbol: its entries and headers, and those of its one feed. */
    private static final long SYMBOL_BYTES = 700;

    /** On the heap, of a bar: two objects and two texts. */
    private static final long BAR_BYTES = 280;

    private final Timeframe[] timeframes;
    private final String marketZone;
    private final long latenessMillis;
    private final MemorySize cache;

    private transient WriteBackState<SymbolBars> state;
    private transient SessionDays days;
    private transient IntervalVolumes volumes;
    private transient BarSpans[] spans;
    private transient BarMetrics metrics;

    private BarsFunction(
            List<Timeframe> timeframes, ZoneId zone, long latenessMillis, MemorySize cache) {
        this.timeframes = timeframes.toArray(new Timeframe[0]);
        this.marketZone = zone.getId();
        this.latenessMillis = latenessMillis;
        this.cache = cache;
    }

    /** From checked options of the groups {@code Bars} and {@code Sessions}. */
    static BarsFunction from(ReadableConfig bars, ReadableConfig sessions) {
        return new BarsFunction(
                BarOptions.timeframes(bars),
                SessionOptions.marketZone(sessions),
                bars.get(BarOptions.ALLOWED_LATENESS).toMillis(),
                bars.get(BarOptions.STATE_CACHE));
    }

    @Override
    public void open(OpenContext context) {
        days = new SessionDays(ZoneId.of(marketZone));
        volumes = new IntervalVolumes(days);
        spans = new BarSpans[timeframes.length];
        for (int i = 0; i < timeframes.length; i++) {
            spans[i] = new BarSpans(timeframes[i], days);
        }
        metrics = new BarMetrics(getRuntimeContext().getMetricGroup(), timeframes);
        state =
                writeBackState(
                        new ValueStateDescriptor<>("bars", new SymbolBarsSerializer()),
                        cache,
                        cachedBytes(spans, latenessMillis));
    }

    /**
     * What a symbol takes of the cache if one feed quotes it all the time: the bars in the making
     * and all that can still be corrected. Some 3.5 kB with three timeframes and 5 minutes.
     */
    static int cachedBytes(BarSpans[] spans, long latenessMillis) {
        long bytes = SYMBOL_BYTES;
        for (BarSpans span : spans) {
            bytes += BAR_BYTES * span.mostOpen(latenessMillis);
        }
        return Math.toIntExact(bytes);
    }

    @Override
    public void processElement(Quote quote, Context context, Collector<Bar> out) throws Exception {
        SymbolBars bars = state.value();
        if (bars == null) {
            bars = new SymbolBars(quote.symbol);
        }
        long watermark = context.timerService().currentWatermark();
        FeedBars feed = bars.of(quote.feed == null ? "" : quote.feed, watermark, latenessMillis);
        if (feed == null) {
            metrics.refused();
            context.output(Bars.LATE, tooManyFeeds(Observation.of(quote), context));
            return;
        }
        feed.lastEventMillis = Math.max(feed.lastEventMillis, quote.eventTimeMillis);
        feed.forget(watermark, latenessMillis);
        Observation observation = Observation.of(quote);
        volumes.account(feed, quote, observation);
        for (int i = 0; i < timeframes.length; i++) {
            observe(feed, i, observation, watermark, context);
        }
        long sessionEnd = days.endOf(quote.eventTimeMillis, quote.assetClass);
        if (sessionEnd > feed.lastEndMillis) {
            feed.lastEndMillis = sessionEnd;
            context.timerService()
                    .registerEventTimeTimer(sessionEnd + IntervalVolumes.KEPT_AFTER_SESSION);
        }
        state.update(bars);
    }

    private void observe(
            FeedBars feed, int index, Observation observation, long watermark, Context context) {
        Timeframe timeframe = timeframes[index];
        long time = observation.eventTimeMillis;
        long end = spans[index].endOf(time, observation.assetClass);
        Observation counted =
                timeframe == Timeframe.SESSION ? observation.fromSessionStart() : observation;
        if (feed.isFinal(timeframe, end, watermark, latenessMillis)) {
            metrics.late(timeframe);
            context.output(Bars.LATE, tooLate(counted, timeframe, context));
            return;
        }
        long start = spans[index].startOf(time, observation.assetClass);
        OpenBar bar = feed.find(timeframe, start);
        boolean due = end - 1 <= watermark;
        if (bar == null) {
            bar = new OpenBar(timeframe, start, end);
            feed.open.add(bar);
            if (!due) {
                context.timerService().registerEventTimeTimer(bar.dueMillis());
            }
        }
        bar.sums = BarAggregate.add(counted, bar.sums);
        // One that was emitted was due, even if there is no watermark since a restore.
        if (due || bar.emissions > 0) {
            emit(bar, context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Bar> out)
            throws Exception {
        SymbolBars bars = state.value();
        if (bars == null) {
            return;
        }
        for (int n = bars.feeds.size() - 1; n >= 0; n--) {
            FeedBars feed = bars.feeds.get(n);
            for (OpenBar bar : feed.open) {
                if (bar.emissions == 0 && bar.dueMillis() <= timestamp) {
                    emit(bar, context);
                }
            }
            feed.forget(timestamp, latenessMillis);
            if (feed.isOver(timestamp)) {
                bars.feeds.remove(n);
            }
        }
        if (bars.feeds.isEmpty()) {
            state.clear();
        } else {
            state.update(bars);
        }
    }

    private void emit(OpenBar bar, Context context) {
        metrics.emitted(bar);
        context.output(Bars.output(bar.timeframe), bar.emit());
    }

    private static DeadLetter tooLate(
            Observation observation, Timeframe timeframe, Context context) {
        return letter(
                observation,
                ReasonCode.LATE,
                "quote of "
                        + Instant.ofEpochMilli(observation.eventTimeMillis)
                        + " came after its "
                        + timeframe.label()
                        + " bar could be corrected",
                context);
    }

    private static DeadLetter tooManyFeeds(Observation observation, Context context) {
        return letter(
                observation,
                ReasonCode.TOO_MANY_FEEDS,
                "quote is in no bar: "
                        + SymbolBars.MAX_FEEDS
                        + " other feeds of its symbol have bars that can still change; is the name"
                        + " of the feed one of few?",
                context);
    }

    private static DeadLetter letter(
            Observation observation, ReasonCode reason, String message, Context context) {
        DeadLetter letter =
                DeadLetter.of(
                        observation.feed,
                        reason,
                        message,
                        Json.write(observation).getBytes(StandardCharsets.UTF_8),
                        context.timerService().currentProcessingTime());
        letter.symbol = observation.symbol;
        return letter;
    }
}
