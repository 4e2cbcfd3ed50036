// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Quote;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives every quote the volume that was traded since the one before, from the feed's cumulative
 * volume of the session.
 *
 * <p>Definition: the interval volume of a quote is the amount by which it raises the largest
 * cumulative volume seen in its session. The interval volumes of a session therefore always add up
 * to the feed's own volume and no unit counts twice, in whatever order quotes arrive: a quote out
 * of order, or one that corrects the volume downwards, has 0, its volume having been counted with a
 * later one. What was traded between two quotes belongs to the bar of the later quote. The first
 * quote of a new session has all its cumulative volume. The first quote of a symbol ever has none
 * that is known ({@code NaN}), because it is unknown when it was traded; only session bars, which
 * begin with the session, count it. A quote of a session before the current one has {@code NaN}.
 *
 * <p>Keyed by symbol and feed, as cumulative volumes of two feeds do not compare. One value per
 * key, which ends a week after its session (event time).
 */
final class IntervalVolumes
        extends KeyedProcessFunction<Tuple2<String, String>, Quote, Observation> {

    private static final long serialVersionUID = 1L;

    /** Long enough for any holiday, so that a session's first volume is known to be its first. */
    static final long KEPT_AFTER_SESSION = Duration.ofDays(7).toMillis();

    private final boolean fromSessionStart;
    private final SessionDays days;
    private transient ValueState<SessionVolume> volume;

    /**
     * @param fromSessionStart whether the first volume of a symbol counts although it is unknown
     *     when in the session it was traded
     */
    IntervalVolumes(boolean fromSessionStart, ZoneId zone) {
        this.fromSessionStart = fromSessionStart;
        this.days = new SessionDays(zone);
    }

    @Override
    public void open(OpenContext context) {
        volume =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "session-volume", TypeInformation.of(SessionVolume.class)));
    }

    @Override
    public void processElement(Quote quote, Context context, Collector<Observation> out)
            throws Exception {
        Observation observation = Observation.of(quote);
        if (!Double.isNaN(quote.dayVolume)) {
            observation.intervalVolume = account(quote, context);
        }
        out.collect(observation);
    }

    private double account(Quote quote, Context context) throws Exception {
        long session = days.startOf(quote.eventTimeMillis, quote.assetClass);
        SessionVolume known = volume.value();
        if (known != null && session < known.sessionMillis) {
            return Double.NaN;
        }
        if (known != null && session == known.sessionMillis) {
            return raise(known, quote);
        }
        SessionVolume begun = new SessionVolume();
        begun.sessionMillis = session;
        begun.accounted = quote.dayVolume;
        volume.update(begun);
        context.timerService()
                .registerEventTimeTimer(
                        days.endOf(quote.eventTimeMillis, quote.assetClass) + KEPT_AFTER_SESSION);
        return known != null || fromSessionStart ? quote.dayVolume : Double.NaN;
    }

    private double raise(SessionVolume known, Quote quote) throws Exception {
        if (Double.isNaN(quote.adjustmentFactor)) {
            // Another security under the same symbol: its volume starts anew.
            known.accounted = quote.dayVolume;
            volume.update(known);
            return fromSessionStart ? quote.dayVolume : Double.NaN;
        }
        // The same units on the scale after a split within the session; 1 as a rule.
        double accounted = known.accounted / quote.adjustmentFactor;
        double raised = Math.max(accounted, quote.dayVolume);
        if (raised != known.accounted) {
            known.accounted = raised;
            volume.update(known);
        }
        return raised - accounted;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Observation> out)
            throws Exception {
        SessionVolume known = volume.value();
        // A newer session, which begins after this one's end, has a timer of its own.
        if (known != null && known.sessionMillis < timestamp - KEPT_AFTER_SESSION) {
            volume.clear();
        }
    }
}
