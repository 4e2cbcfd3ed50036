// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.model.UsSessions;
import dev.bellwether.operators.sessions.SessionDays;
import dev.bellwether.operators.sessions.SessionOptions;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The anomalies of each symbol, see {@link AnomalyDetector}; keyed by symbol.
 *
 * <p>Takes every analyzed quote and gives it on with what began, got worse or ended with it; each
 * anomaly by itself goes to {@link #ANOMALIES}, too. A straggler, which has no analytics, is passed
 * over. Silence is told of by a timer on the clock on the wall, one per symbol, which is set again
 * only when it fires; so a restored job tells of a symbol that fell silent while it was down when
 * that long has passed since.
 *
 * <p>One state read and one write per quote (in a {@link
 * dev.bellwether.operators.writeback.WriteBackOperator} fewer). A symbol's state is one {@link
 * AnomalyState}, bounded by the history. It does not expire.
 */
public final class AnomalyFunction extends WriteBackFunction<String, AnalyzedQuote, SymbolFact> {

    /** What began, got worse or ended. */
    public static final OutputTag<Anomaly> ANOMALIES =
            new OutputTag<>("anomalies", TypeInformation.of(Anomaly.class));

    static final String STATE_NAME = "anomalies";

    private static final long serialVersionUID = 1L;

    /** Prices that go with an anomaly at most. */
    private static final int CHART = 60;

    private final AnomalySettings settings;
    private final String marketZone;
    private final MemorySize cache;

    private transient AnomalyDetector detector;
    private transient UsSessions calendar;
    private transient List<Anomaly> found;
    private transient WriteBackState<AnomalyState> state;
    private transient Counter told;

    private AnomalyFunction(AnomalySettings settings, ZoneId marketZone, MemorySize cache) {
        this.settings = settings;
        this.marketZone = marketZone.getId();
        this.cache = cache;
    }

    /** From checked options of the groups {@code Anomalies} and {@code Sessions}. */
    public static AnomalyFunction from(ReadableConfig anomalies, ReadableConfig sessions) {
        return new AnomalyFunction(
                new AnomalySettings(anomalies),
                SessionOptions.marketZone(sessions),
                anomalies.get(AnomalyOptions.STATE_CACHE));
    }

    @Override
    public void open(OpenContext context) {
        detector = new AnomalyDetector(settings, new SessionDays(ZoneId.of(marketZone)));
        calendar = new UsSessions();
        found = new ArrayList<>();
        state =
                writeBackState(
                        new ValueStateDescriptor<>(STATE_NAME, new AnomalyStateSerializer()),
                        cache,
                        AnomalyState.heapBytes(settings.history));
        told =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("kinesisanalytics")
                        .counter("anomalyTransitions");
    }

    @Override
    public void processElement(AnalyzedQuote analyzed, Context context, Collector<SymbolFact> out)
            throws Exception {
        if (analyzed.analytics == null) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        AnomalyState current = stateOf(state.value());
        found.clear();
        detector.heard(current, analyzed.quote, found);
        detector.accept(current, analyzed, found);
        if (settings.staleMillis > 0 && current.timerMillis == 0) {
            current.timerMillis = now + settings.staleMillis;
            context.timerService().registerProcessingTimeTimer(current.timerMillis);
        }
        current.seenMillis = now;
        state.update(current);
        draw(current);
        out.collect(SymbolFact.of(analyzed, found.toArray(new Anomaly[0])));
        tell(context);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<SymbolFact> out)
            throws Exception {
        AnomalyState current = state.value();
        if (current == null) {
            return;
        }
        found.clear();
        current.timerMillis = 0;
        if (settings.staleMillis > 0) {
            long now = context.timerService().currentProcessingTime();
            long silent = now - Math.max(current.seenMillis, opened(now, current.assetClass));
            boolean isTold = current.told[AnomalyKind.STALE.ordinal()] != 0;
            if (silent >= settings.staleMillis && !isTold) {
                found.add(detector.stale(current, context.getCurrentKey(), silent));
            }
            long next = silent >= settings.staleMillis ? now : now - Math.max(0, silent);
            current.timerMillis = next + settings.staleMillis;
            context.timerService().registerProcessingTimeTimer(current.timerMillis);
        }
        state.update(current);
        draw(current);
        found.forEach(anomaly -> out.collect(SymbolFact.of(anomaly)));
        tell(context);
    }

    /** Nothing is to be paid for a quote that shows nothing. */
    private void draw(AnomalyState current) {
        if (!found.isEmpty()) {
            double[] prices = current.prices(CHART);
            found.forEach(anomaly -> anomaly.prices = prices);
        }
    }

    private void tell(Context context) {
        told.inc(found.size());
        found.forEach(anomaly -> context.output(ANOMALIES, anomaly));
    }

    /** Since when the market has been open; now if it is not. */
    private long opened(long now, AssetClass assetClass) {
        Instant at = Instant.ofEpochMilli(now);
        if (assetClass == AssetClass.CRYPTO) {
            return 0;
        }
        if (assetClass == AssetClass.FX) {
            DayOfWeek day = at.atZone(ZoneOffset.UTC).getDayOfWeek();
            boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
            return weekend ? now : mondayMorning(at);
        }
        LocalDate today = at.atZone(UsSessions.ZONE).toLocalDate();
        if (!calendar.isTradingDay(today)) {
            return now;
        }
        Instant opens = calendar.open(today);
        return at.isBefore(opens) || at.isAfter(calendar.close(today)) ? now : opens.toEpochMilli();
    }

    private static long mondayMorning(Instant at) {
        LocalDate date = at.atZone(ZoneOffset.UTC).toLocalDate();
        return date.minusDays(date.getDayOfWeek().getValue() - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }

    private AnomalyState stateOf(AnomalyState stored) {
        if (stored == null) {
            return new AnomalyState(settings.history);
        }
        if (stored.returns.capacity() != settings.history) {
            stored.returns = stored.returns.resizedTo(settings.history);
            stored.volumes = stored.volumes.resizedTo(settings.history);
        }
        return stored;
    }
}
