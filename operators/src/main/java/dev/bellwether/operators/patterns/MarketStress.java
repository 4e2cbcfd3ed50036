// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Many symbols fall through the level of a drawdown within a window; over the drawdowns of all
 * symbols, with one key ({@link #KEY}).
 *
 * <pre>
 *  A ────▼ falls ─────────────────────────────▲ comes back
 *  B ───────────▼────────────────────
 *  C ──────────────▼────────────────────
 *  fallen 0  1    2   3 = least                2
 *  ──────┬─────────┬────────────────┬─────────┬─────► event time
 *        │◄────── window ──────────►│
 *                  entered          A's fall is too old; below leave.fraction of least: left
 * </pre>
 *
 * <p>Fallen are the symbols that fell through {@code drawdown.level.percent} less than {@code
 * market.window} of event time ago and have not come back above {@code drawdown.leave.fraction} of
 * it. It begins when they are {@code market.symbols} at least and {@code market.fraction} of all
 * symbols with a drawdown at least, and ends when they are fewer than {@code market.leave.fraction}
 * of that. All that happens in one moment is looked at together, so that the order of arrival does
 * not matter.
 *
 * <p>Not with CEP: it would have to try each choice of n symbols out of those that fell, which is
 * exponentially many partial matches, where a count of distinct ones will do.
 *
 * <p>State: the time of its fall for each symbol; the falls and returns that the watermark has not
 * passed; whether it is on. Each distinct moment reads all symbols once: once a session for daily
 * bars.
 */
public final class MarketStress
        extends KeyedProcessFunction<String, MarketTransition, RuleTransition> {

    /** The one key, and the symbol of its alerts. */
    public static final String KEY = "MARKET";

    private static final long serialVersionUID = 1L;

    /** Of a symbol that has not fallen. */
    private static final long NEVER = Long.MIN_VALUE;

    private static final char FELL = '-';
    private static final char CAME_BACK = '+';

    private final double level;
    private final int leastSymbols;
    private final double leastFraction;
    private final double leave;
    private final long window;

    /** Event time of its fall by symbol. */
    private transient MapState<String, Long> falls;

    /** By event time: symbols, each after what happened to it. */
    private transient MapState<Long, String[]> pending;

    private transient ValueState<StressRecord> state;

    /** From checked options of the group {@code Patterns}. */
    public MarketStress(ReadableConfig patterns) {
        level = patterns.get(PatternOptions.DRAWDOWN_LEVEL);
        leastSymbols = patterns.get(PatternOptions.MARKET_SYMBOLS);
        leastFraction = patterns.get(PatternOptions.MARKET_FRACTION);
        leave = patterns.get(PatternOptions.MARKET_LEAVE);
        window = patterns.get(PatternOptions.MARKET_WINDOW).toMillis();
    }

    @Override
    public void open(OpenContext context) {
        falls =
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>("falls", Types.STRING, Types.LONG));
        pending =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "pending", Types.LONG, Types.OBJECT_ARRAY(Types.STRING)));
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "stress", Types.POJO(StressRecord.class)));
    }

    /** Takes drawdowns with the times of {@link TransitionClock}. */
    @Override
    public void processElement(
            MarketTransition transition, Context context, Collector<RuleTransition> out)
            throws Exception {
        long time = context.timestamp();
        String[] known = pending.get(time);
        String[] more = known == null ? new String[1] : Arrays.copyOf(known, known.length + 1);
        boolean fell = transition.is(AnomalyPhase.ENTERED);
        more[more.length - 1] = (fell ? FELL : CAME_BACK) + transition.symbol;
        pending.put(time, more);
        context.timerService().registerEventTimeTimer(time);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<RuleTransition> out)
            throws Exception {
        String[] changes = pending.get(time);
        if (changes != null) {
            for (String change : changes) {
                boolean fell = change.charAt(0) == FELL;
                falls.put(change.substring(1), fell ? time : NEVER);
                if (fell) {
                    context.timerService().registerEventTimeTimer(time + window);
                }
            }
            pending.remove(time);
        }
        count(time, out);
    }

    private void count(long time, Collector<RuleTransition> out) throws Exception {
        int symbols = 0;
        int fallen = 0;
        for (long fall : falls.values()) {
            symbols++;
            fallen += fall != NEVER && time - fall < window ? 1 : 0;
        }
        double least = Math.max(leastSymbols, leastFraction * symbols);
        StressRecord record = state.value();
        boolean isOn = record != null && record.on;
        if (isOn ? fallen >= leave * least : fallen < least) {
            return;
        }
        StressRecord now = new StressRecord();
        now.on = !isOn;
        now.sinceMillis = isOn ? record.sinceMillis : time;
        state.update(now);
        out.collect(transition(now, time, fallen, symbols));
    }

    private RuleTransition transition(StressRecord now, long time, int fallen, int symbols) {
        RuleTransition transition = new RuleTransition();
        transition.rule = PatternName.MARKET_STRESS.rule();
        transition.symbol = KEY;
        transition.phase = now.on ? ConditionPhase.ENTERED : ConditionPhase.LEFT;
        transition.severity = Severity.CRITICAL;
        transition.eventTimeMillis = time;
        transition.sinceMillis = now.sinceMillis;
        transition.headline =
                String.format(
                        Locale.ROOT,
                        "%d of %d symbols fell to %.1f %% from their peaks within %d hours",
                        fallen,
                        symbols,
                        level,
                        window / 3_600_000);
        transition.facts =
                new String[] {
                    "fallen=" + fallen, "level_percent=" + level, "symbols=" + symbols,
                };
        transition.labels = new String[] {"category=pattern"};
        return transition;
    }
}
