// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.sessions.MarketHours;
import dev.bellwether.operators.sessions.SessionDays;
import dev.bellwether.operators.sessions.SessionOptions;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import java.io.IOException;
import java.time.ZoneId;
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
 * AnomalyState}, bounded by the history, and one {@link ForestState} if it is to have a forest.
 * They do not expire; the forest of a symbol that is no longer to have one goes with its next
 * quote.
 */
public final class AnomalyFunction extends WriteBackFunction<String, AnalyzedQuote, SymbolFact> {

    /** What began, got worse or ended. */
    public static final OutputTag<Anomaly> ANOMALIES =
            new OutputTag<>("anomalies", TypeInformation.of(Anomaly.class));

    static final String STATE_NAME = "anomalies";
    static final String FOREST_STATE_NAME = "forests";

    private static final long serialVersionUID = 1L;

    /** Prices that go with an anomaly at most. */
    private static final int CHART = 60;

    private final AnomalySettings settings;
    private final String marketZone;
    private final MemorySize cache;

    private transient AnomalyDetector detector;
    private transient ForestDetector forestDetector;
    private transient MarketHours hours;
    private transient List<Anomaly> found;
    private transient WriteBackState<AnomalyState> state;
    private transient WriteBackState<ForestState> forests;
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
        forestDetector = new ForestDetector(settings, detector);
        hours = new MarketHours();
        found = new ArrayList<>();
        state =
                writeBackState(
                        new ValueStateDescriptor<>(STATE_NAME, new AnomalyStateSerializer()),
                        cache,
                        AnomalyState.heapBytes(settings.history));
        forests =
                writeBackState(
                        new ValueStateDescriptor<>(FOREST_STATE_NAME, new ForestStateSerializer()),
                        cache,
                        ForestState.heapBytes(settings));
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
        forest(current, analyzed);
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

    private void forest(AnomalyState current, AnalyzedQuote analyzed) throws IOException {
        if (settings.hasForest(analyzed.quote.symbol)) {
            ForestState forest = forests.value();
            if (forest == null) {
                forest = new ForestState(settings.history);
            }
            forestDetector.accept(current, forest, analyzed, found);
            forests.update(forest);
            current.forest = true;
        } else if (current.forest) {
            AnomalyDetector.end(current, AnomalyKind.FOREST, analyzed.quote, found);
            forests.clear();
            current.forest = false;
        }
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
            long silent =
                    now - Math.max(current.seenMillis, hours.openSince(now, current.assetClass));
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
