// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import java.time.Duration;
import java.util.HashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Ends what {@link SymbolPattern}s begin; keyed by rule and symbol.
 *
 * <pre>
 *  match      match                        match
 *    ▼          ▼                            ▼
 *  ──┬──────────┬────────── hold ─────┬──────┬──────► event time
 *  entered   (prolongs)              left  entered
 * </pre>
 *
 * <p>A pattern is over when the hold of its kind has passed in event time since it was last found.
 * So the same transitions give the same beginnings and ends, whenever they are read.
 *
 * <p>State: one {@link HoldRecord} and one timer for each pattern of a symbol that is not over.
 */
public final class PatternHold
        extends KeyedProcessFunction<String, RuleTransition, RuleTransition> {

    private static final long serialVersionUID = 1L;

    /** Milliseconds by rule. */
    private final HashMap<String, Long> holds = new HashMap<>();

    private transient ValueState<HoldRecord> state;
    private transient Counter found;

    /** From checked options of the group {@code Patterns}. */
    public PatternHold(ReadableConfig patterns) {
        hold(patterns, PatternName.CAPITULATION.rule(), PatternOptions.CAPITULATION_HOLD);
        FlashMove.rules().forEach(rule -> hold(patterns, rule, PatternOptions.FLASH_HOLD));
        hold(patterns, PatternName.REVERSAL.rule(), PatternOptions.REVERSAL_HOLD);
        hold(patterns, PatternName.CONFIRMATION.rule(), PatternOptions.CONFIRMATION_HOLD);
    }

    private void hold(ReadableConfig patterns, String rule, ConfigOption<Duration> option) {
        holds.put(rule, patterns.get(option).toMillis());
    }

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("hold", Types.POJO(HoldRecord.class)));
        found =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("kinesisanalytics")
                        .counter("patternsFound");
    }

    @Override
    public void processElement(RuleTransition match, Context context, Collector<RuleTransition> out)
            throws Exception {
        found.inc();
        HoldRecord record = state.value();
        if (record != null) {
            context.timerService().deleteEventTimeTimer(record.endsMillis);
            if (match.eventTimeMillis >= record.endsMillis) {
                // Event time is behind its matches: what is due is due.
                out.collect(end(record));
                record = null;
            }
        }
        if (record == null) {
            record = new HoldRecord();
            record.rule = match.rule;
            record.symbol = match.symbol;
            record.severity = match.severity.name();
            record.sinceMillis = match.eventTimeMillis;
            out.collect(match);
        }
        record.endsMillis = match.eventTimeMillis + holds.get(match.rule);
        context.timerService().registerEventTimeTimer(record.endsMillis);
        state.update(record);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<RuleTransition> out)
            throws Exception {
        HoldRecord record = state.value();
        if (record != null && record.endsMillis == time) {
            out.collect(end(record));
            state.clear();
        }
    }

    private static RuleTransition end(HoldRecord record) {
        RuleTransition over = new RuleTransition();
        over.rule = record.rule;
        over.symbol = record.symbol;
        over.phase = ConditionPhase.LEFT;
        over.severity = Severity.valueOf(record.severity);
        over.eventTimeMillis = record.endsMillis;
        over.sinceMillis = record.sinceMillis;
        over.headline = record.symbol + ": " + record.rule + " was not seen again";
        return over;
    }
}
