// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Passes the quotes of each symbol without duplicates, without late ones, and without prices that
 * nothing explains; {@link Screening} has the definitions. Keyed by symbol; expects what {@link
 * QuoteValidator} passes.
 *
 * <p>Sets {@link Quote#adjustmentFactor} on the quotes that it passes. Late quotes go to {@link
 * #LATE}, other refused ones to {@link #DEAD_LETTERS}; exact repeats are only counted.
 *
 * <p>Late here means late for its <em>symbol</em>: measured against the newest accepted quote of
 * the same key, so it does not depend on other symbols, on parallelism or on how fast a source is
 * read. A watermark is the opposite, one clock for all keys of a subtask. A quote that passes here
 * can therefore still be late for an event-time window behind, namely when its whole symbol lags;
 * and one refused here may be ahead of the watermark.
 *
 * <p>State: one value per symbol of 8 · (9 + 2n) bytes for n remembered quotes (at most the memory
 * option, default 16: 328 bytes), read once and written at most once per quote (in a {@link
 * dev.bellwether.operators.writeback.WriteBackOperator} less often). It ends when the symbol brings
 * nothing new for the time to live.
 */
public final class QuoteScreen extends WriteBackFunction<String, Quote, Quote> {

    private static final long serialVersionUID = 1L;

    /** Quotes refused for anything but lateness. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<DeadLetter>("screened-out-quotes") {
                private static final long serialVersionUID = 1L;
            };

    /** Late quotes, as dead letters with {@link ReasonCode#LATE}. */
    public static final OutputTag<DeadLetter> LATE =
            new OutputTag<DeadLetter>("late-quotes") {
                private static final long serialVersionUID = 1L;
            };

    /** Heap entries looked at per access to find forgotten symbols; one finds them all in time. */
    private static final int CLEANUP_ENTRIES = 1;

    /** Of a cached symbol beside its words: key, entry, headers. */
    private static final int CACHED_BYTES = 200;

    private final QualitySettings settings;
    private transient WriteBackState<long[]> stored;
    private transient ScreenState state;
    private transient Screening screening;
    transient QualityMetrics metrics;

    private QuoteScreen(QualitySettings settings) {
        this.settings = settings;
    }

    /**
     * @param config options of {@link QualityOptions}
     */
    public static QuoteScreen from(ReadableConfig config) {
        return new QuoteScreen(QualitySettings.from(config));
    }

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<long[]> descriptor =
                new ValueStateDescriptor<>(
                        "screen", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(settings.stateTtl)
                        .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                        .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
                        .cleanupIncrementally(CLEANUP_ENTRIES, false)
                        .cleanupInRocksdbCompactFilter(1000)
                        .build());
        stored =
                writeBackState(
                        descriptor, settings.cache, 8 * (9 + 2 * settings.memory) + CACHED_BYTES);
        state = new ScreenState();
        screening = new Screening(settings);
        metrics = QualityMetrics.ofScreen(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Quote quote, Context context, Collector<Quote> out)
            throws Exception {
        state.wrap(stored.value());
        Verdict verdict = screening.judge(state, quote);
        switch (verdict.outcome) {
            case DUPLICATE:
                metrics.duplicates.inc();
                return;
            case REJECTED:
                refuse(quote, verdict.rejection, context);
                return;
            default:
                stored.update(state.words());
                metrics.accepted.inc();
                if (verdict.jumpExplained) {
                    metrics.jumpsExplained.inc();
                }
                out.collect(quote.withAdjustmentFactor(verdict.adjustmentFactor));
        }
    }

    private void refuse(Quote quote, Rejection rejection, Context context) throws Exception {
        DeadLetter letter = rejection.of(quote, context.timerService().currentProcessingTime());
        metrics.rejected(rejection.reason);
        if (rejection.reason == ReasonCode.LATE) {
            metrics.late.inc();
            context.output(LATE, letter);
        } else {
            stored.update(state.words());
            context.output(DEAD_LETTERS, letter);
        }
    }
}
