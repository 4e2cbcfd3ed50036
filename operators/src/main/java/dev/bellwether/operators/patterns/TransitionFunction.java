// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.model.UsSessions;
import dev.bellwether.operators.sessions.SessionDays;
import dev.bellwether.operators.sessions.SessionOptions;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What begins, gets worse or ends for each symbol; keyed by symbol. Most facts change nothing, and
 * give nothing.
 *
 * <ul>
 *   <li>anomalies, as they are told; but for {@code STALE}, which has no event time ({@link
 *       FeedSilence} is of that)
 *   <li>drawdowns that fall to {@code drawdown.level.percent} or below, and that come back above
 *       {@code drawdown.leave.fraction} of it. A symbol that is below when it is first heard of has
 *       not fallen there. What is suspect, or no longer the newest, counts for nothing.
 *   <li>the signal's direction, when it changes from one that was known
 * </ul>
 *
 * <p>State: one {@link TransitionRecord} for each symbol, written only when it changes.
 */
public final class TransitionFunction
        extends KeyedProcessFunction<String, SymbolFact, MarketTransition> {

    private static final long serialVersionUID = 1L;

    private final double level;
    private final double leaveLevel;
    private final String marketZone;

    private transient UsSessions calendar;
    private transient SessionDays days;
    private transient ValueState<TransitionRecord> state;

    private TransitionFunction(double level, double leaveLevel, ZoneId marketZone) {
        this.level = level;
        this.leaveLevel = leaveLevel;
        this.marketZone = marketZone.getId();
    }

    /** From checked options of the groups {@code Patterns} and {@code Sessions}. */
    public static TransitionFunction from(ReadableConfig patterns, ReadableConfig sessions) {
        double level = patterns.get(PatternOptions.DRAWDOWN_LEVEL);
        return new TransitionFunction(
                level,
                level * patterns.get(PatternOptions.DRAWDOWN_LEAVE),
                SessionOptions.marketZone(sessions));
    }

    @Override
    public void open(OpenContext context) {
        calendar = new UsSessions();
        days = new SessionDays(ZoneId.of(marketZone));
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "transitions", Types.POJO(TransitionRecord.class)));
    }

    @Override
    public void processElement(SymbolFact fact, Context context, Collector<MarketTransition> out)
            throws Exception {
        for (Anomaly anomaly : fact.anomalies) {
            if (anomaly.kind != AnomalyKind.STALE) {
                out.collect(of(anomaly));
            }
        }
        if (fact.drawdown != null) {
            take(fact.drawdown, out);
        }
        if (fact.analyzed != null && fact.analyzed.analytics != null) {
            take(fact.analyzed.quote, fact.analyzed.analytics.signalDirection, out);
        }
    }

    private MarketTransition of(Anomaly anomaly) {
        MarketTransition transition = new MarketTransition();
        transition.symbol = anomaly.symbol;
        transition.kind = anomaly.kind.name();
        transition.phase = anomaly.phase.name();
        transition.direction = anomaly.direction.name();
        transition.assetClass = anomaly.assetClass.name();
        transition.eventTimeMillis = anomaly.eventTimeMillis;
        transition.sessionDay = days.dayOf(anomaly.eventTimeMillis, anomaly.assetClass);
        transition.observed = anomaly.observed;
        transition.score = anomaly.score;
        transition.level = anomaly.expectedHigh;
        return transition;
    }

    private void take(Drawdown drawdown, Collector<MarketTransition> out) throws Exception {
        double depth = drawdown.depthPercent();
        if (!drawdown.newest || drawdown.suspect || Double.isNaN(depth)) {
            return;
        }
        TransitionRecord record = record();
        if (record.measured && drawdown.sessionDay < record.sessionDay) {
            return;
        }
        boolean fallen = record.fallen ? depth <= leaveLevel : depth <= level;
        String phase = MarketTransition.FIRST;
        if (record.measured) {
            phase = (fallen ? AnomalyPhase.ENTERED : AnomalyPhase.LEFT).name();
        }
        boolean isTold = !record.measured || fallen != record.fallen;
        record.measured = true;
        record.fallen = fallen;
        record.sessionDay = drawdown.sessionDay;
        state.update(record);
        if (isTold) {
            out.collect(of(drawdown, phase));
        }
    }

    private MarketTransition of(Drawdown drawdown, String phase) {
        MarketTransition transition = new MarketTransition();
        transition.symbol = drawdown.symbol;
        transition.kind = MarketTransition.DRAWDOWN;
        transition.phase = phase;
        transition.direction =
                (phase.equals(AnomalyPhase.LEFT.name()) ? Direction.UP : Direction.DOWN).name();
        transition.eventTimeMillis = calendar.endOf(drawdown.session()).toEpochMilli();
        transition.sessionDay = drawdown.sessionDay;
        transition.observed = drawdown.depthPercent();
        transition.score = drawdown.depthPercent() / level;
        transition.level = level;
        return transition;
    }

    private void take(Quote quote, SignalDirection signal, Collector<MarketTransition> out)
            throws Exception {
        if (signal == null || signal == SignalDirection.UNKNOWN) {
            return;
        }
        TransitionRecord record = record();
        if (record.signal.equals(signal.name())) {
            return;
        }
        boolean isTold = !record.signal.isEmpty();
        record.signal = signal.name();
        state.update(record);
        if (isTold) {
            MarketTransition transition = new MarketTransition();
            transition.symbol = quote.symbol;
            transition.kind = MarketTransition.SIGNAL;
            transition.phase = AnomalyPhase.ENTERED.name();
            transition.direction = directionOf(signal).name();
            AssetClass assetClass = quote.assetClass;
            transition.assetClass = assetClass.name();
            transition.eventTimeMillis = quote.eventTimeMillis;
            transition.sessionDay = days.dayOf(quote.eventTimeMillis, assetClass);
            out.collect(transition);
        }
    }

    private static Direction directionOf(SignalDirection signal) {
        switch (signal) {
            case BUY:
                return Direction.UP;
            case SELL:
            case AVOID:
                return Direction.DOWN;
            default:
                return Direction.NONE;
        }
    }

    private TransitionRecord record() throws Exception {
        TransitionRecord record = state.value();
        return record == null ? new TransitionRecord() : record;
    }
}
