// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.sessions.MarketHours;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Nothing comes from a feed while a market that it quotes is open; keyed by feed.
 *
 * <pre>
 *  pulses  │ │ │ │                                │
 *  ────────┴─┴─┴─┴────────────────────────────────┴────► clock on the wall
 *                │◄── silent.after ──►│           │
 *                                     entered     left
 *  while the market is closed the clock stands still, and begins anew when it opens
 * </pre>
 *
 * <p>Silent is a feed without any quote of any symbol for {@code silent.after}, on the clock on the
 * wall, counted from its last quote, the opening of its market, or the start of this task,
 * whichever was last; so a job that was down blames no feed. Of a feed of several asset classes the
 * market that has been open longest counts. It ends with the next quote, or when the feed is
 * forgotten, a week after its last one. A feed that has never given anything is not known. ({@code
 * STALE} is the same for a single symbol.)
 *
 * <p>Not with CEP: what it calls absence ends with a window of event time, and it is the quotes of
 * the feed that move event time on. A pattern would wait for ever for the time that the feed does
 * not tell. In processing time CEP knows no opening hours.
 *
 * <p>The alert's symbol is the name of the feed, its times are those of quotes.
 *
 * <p>State: one {@link FeedRecord} and one timer for each feed of the last week.
 */
public final class FeedSilence extends KeyedProcessFunction<String, FeedPulse, RuleTransition> {

    private static final long serialVersionUID = 1L;

    private static final long FORGET_MILLIS = 7 * 86_400_000L;

    private final long after;

    private transient ValueState<FeedRecord> state;
    private transient MarketHours hours;
    private transient long startedMillis;

    /** From checked options of the group {@code Patterns}. */
    public FeedSilence(ReadableConfig patterns) {
        after = patterns.get(PatternOptions.SILENT_AFTER).toMillis();
    }

    @Override
    public void open(OpenContext context) {
        hours = new MarketHours();
        startedMillis = 0;
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("feed", Types.POJO(FeedRecord.class)));
    }

    @Override
    public void processElement(FeedPulse pulse, Context context, Collector<RuleTransition> out)
            throws Exception {
        long now = now(context);
        FeedRecord record = state.value();
        record = record == null ? new FeedRecord() : record;
        if (record.silent) {
            record.silent = false;
            long time = Math.max(pulse.eventTimeMillis, record.eventTimeMillis);
            out.collect(transition(pulse.feed, record, ConditionPhase.LEFT, time, 0));
        }
        record.seenMillis = now;
        record.eventTimeMillis = Math.max(record.eventTimeMillis, pulse.eventTimeMillis);
        record.assetClasses |= 1 << AssetClass.valueOf(pulse.assetClass).ordinal();
        if (record.timerMillis == 0) {
            record.timerMillis = now + after;
            context.timerService().registerProcessingTimeTimer(record.timerMillis);
        }
        state.update(record);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<RuleTransition> out)
            throws Exception {
        FeedRecord record = state.value();
        if (record == null) {
            return;
        }
        long now = now(context);
        String feed = context.getCurrentKey();
        if (now - record.seenMillis >= FORGET_MILLIS) {
            if (record.silent) {
                out.collect(
                        transition(feed, record, ConditionPhase.LEFT, record.eventTimeMillis, 0));
            }
            state.clear();
            return;
        }
        long since = Math.max(Math.max(record.seenMillis, startedMillis), opened(record, now));
        long silence = now - since;
        if (silence >= after && !record.silent) {
            record.silent = true;
            out.collect(
                    transition(
                            feed, record, ConditionPhase.ENTERED, record.eventTimeMillis, silence));
        }
        record.timerMillis = (silence >= after ? now : since) + after;
        context.timerService().registerProcessingTimeTimer(record.timerMillis);
        state.update(record);
    }

    /** The time, and the first of them is that of the start. */
    private long now(Context context) {
        long now = context.timerService().currentProcessingTime();
        startedMillis = startedMillis == 0 ? now : startedMillis;
        return now;
    }

    /** Since when a market that it quotes has been open; now if none is. */
    private long opened(FeedRecord record, long now) {
        long opened = now;
        for (AssetClass assetClass : AssetClass.values()) {
            if ((record.assetClasses & 1 << assetClass.ordinal()) != 0) {
                opened = Math.min(opened, hours.openSince(now, assetClass));
            }
        }
        return opened;
    }

    private static RuleTransition transition(
            String feed, FeedRecord record, ConditionPhase phase, long time, long silenceMillis) {
        RuleTransition transition = new RuleTransition();
        transition.rule = PatternName.SILENT_FEED.rule();
        transition.symbol = feed;
        transition.phase = phase;
        transition.severity = Severity.CRITICAL;
        transition.eventTimeMillis = time;
        transition.sinceMillis = record.eventTimeMillis;
        transition.headline =
                phase == ConditionPhase.LEFT
                        ? "the feed " + feed + " is silent no more"
                        : String.format(
                                Locale.ROOT,
                                "no quote of any symbol from the feed %s for %d seconds",
                                feed,
                                silenceMillis / 1000);
        transition.labels = new String[] {"category=system"};
        return transition;
    }
}
