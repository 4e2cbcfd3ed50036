// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.operators.sessions.SessionOptions;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Adds the rolling statistics of its symbol to each quote; keyed by symbol.
 *
 * <p>One {@link AnalyzedQuote} per quote, from a symbol's first quote on, with each statistic as
 * soon as it is warm. A straggler, that is a quote older than the newest of its symbol, leaves
 * without analytics: it is put at its place in the window and counts from the next quote on, so the
 * analytics of a symbol never go back in event time and "latest" can be written from them without a
 * look. One that is older than the whole window or than the last price adjustment leaves in the
 * same way without being counted in. A quote whose price is not a positive number has no place here
 * (validation rejects it before) and is counted and dropped.
 *
 * <p>One state read and one write per quote (in a {@link
 * dev.bellwether.operators.writeback.WriteBackOperator} fewer), no timers. A symbol's state is one
 * {@link RollingWindow}, bounded by N; it is forgotten when no quote has come for {@link
 * RollingOptions#STATE_TTL} of wall-clock time. If N changed since the state was written, the
 * newest observations are kept.
 */
public final class RollingStatisticsFunction
        extends WriteBackFunction<String, Quote, AnalyzedQuote> {

    static final String STATE_NAME = "rolling-window";

    private static final long serialVersionUID = 1L;

    /** Heap entries looked at per access to find forgotten symbols; one finds them all in time. */
    private static final int CLEANUP_ENTRIES = 1;

    /** Entries that a RocksDB compaction filters before it asks for the time again. */
    private static final long CLEANUP_TIME_EVERY = 1000L;

    /** Of a cached symbol beside its window: key, entry. */
    private static final int CACHED_BYTES = 200;

    private final int window;
    private final String marketZone;
    private final Duration stateTtl;
    private final MemorySize cache;

    private transient RollingStatistics statistics;
    private transient WriteBackState<RollingWindow> state;
    private transient Counter reordered;
    private transient Counter tooOld;
    private transient Counter unusable;
    private transient Counter rescaled;
    private transient Counter restarted;

    /** With the default cache, see the constructor below. */
    RollingStatisticsFunction(int window, ZoneId marketZone, Duration stateTtl) {
        this(window, marketZone, stateTtl, RollingOptions.STATE_CACHE.defaultValue());
    }

    /**
     * @param window N, 2..500
     * @param marketZone zone of the sessions of equities
     * @param stateTtl wall-clock time after which a silent symbol is forgotten
     * @param cache heap memory for the windows of the symbols that were quoted last
     */
    public RollingStatisticsFunction(
            int window, ZoneId marketZone, Duration stateTtl, MemorySize cache) {
        this.window = window;
        this.marketZone = marketZone.getId();
        this.stateTtl = stateTtl;
        this.cache = cache;
    }

    /** From checked options of the groups {@code Rolling} and {@code Sessions}. */
    public static RollingStatisticsFunction from(ReadableConfig rolling, ReadableConfig sessions) {
        return new RollingStatisticsFunction(
                rolling.get(RollingOptions.WINDOW),
                SessionOptions.marketZone(sessions),
                rolling.get(RollingOptions.STATE_TTL),
                rolling.get(RollingOptions.STATE_CACHE));
    }

    @Override
    public void open(OpenContext context) {
        statistics = new RollingStatistics(ZoneId.of(marketZone));
        ValueStateDescriptor<RollingWindow> descriptor =
                new ValueStateDescriptor<>(STATE_NAME, new RollingWindowSerializer());
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(stateTtl)
                        .cleanupIncrementally(CLEANUP_ENTRIES, false)
                        .cleanupInRocksdbCompactFilter(CLEANUP_TIME_EVERY)
                        .build());
        state = writeBackState(descriptor, cache, RollingWindow.heapBytes(window) + CACHED_BYTES);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        reordered = metrics.counter("quotesReordered");
        tooOld = metrics.counter("quotesOutdated");
        unusable = metrics.counter("quotesUnpriced");
        rescaled = metrics.counter("windowsRescaled");
        restarted = metrics.counter("windowsRestarted");
    }

    @Override
    public void processElement(Quote quote, Context context, Collector<AnalyzedQuote> out)
            throws Exception {
        RollingWindow current = windowOf(state.value());
        RollingStatistics.Outcome outcome = statistics.accept(current, quote);
        switch (outcome) {
            case APPENDED:
                state.update(current);
                countAdjustment(quote.adjustmentFactor);
                out.collect(AnalyzedQuote.of(quote, statistics.describe(current, quote)));
                break;
            case INSERTED:
                state.update(current);
                reordered.inc();
                out.collect(AnalyzedQuote.of(quote, null));
                break;
            case TOO_OLD:
                tooOld.inc();
                out.collect(AnalyzedQuote.of(quote, null));
                break;
            case UNUSABLE:
                unusable.inc();
                break;
            default:
                throw new IllegalStateException("unknown outcome: " + outcome);
        }
    }

    private RollingWindow windowOf(RollingWindow stored) {
        if (stored == null) {
            return new RollingWindow(window);
        }
        return stored.length() == window ? stored : stored.resizedTo(window);
    }

    private void countAdjustment(double factor) {
        if (factor == 1.0) {
            return;
        }
        (RollingStatistics.isScale(factor) ? rescaled : restarted).inc();
    }
}
