// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Assigns an observation to the one span of a timeframe that holds its event time: minutes are
 * aligned to UTC, sessions are {@link SessionDays}.
 */
final class BarWindows extends WindowAssigner<Observation, TimeWindow> {

    private static final long serialVersionUID = 1L;

    /** 0 for sessions. */
    private final long size;

    private final SessionDays days;

    BarWindows(Timeframe timeframe, ZoneId zone) {
        switch (timeframe) {
            case ONE_MINUTE:
                size = Duration.ofMinutes(1).toMillis();
                break;
            case FIVE_MINUTES:
                size = Duration.ofMinutes(5).toMillis();
                break;
            case SESSION:
                size = 0;
                break;
            default:
                throw new IllegalArgumentException("no windows for " + timeframe);
        }
        days = new SessionDays(zone);
    }

    @Override
    public Collection<TimeWindow> assignWindows(
            Observation observation, long timestamp, WindowAssignerContext context) {
        long time = observation.eventTimeMillis;
        if (size > 0) {
            long start = Math.floorDiv(time, size) * size;
            return Collections.singletonList(new TimeWindow(start, start + size));
        }
        return Collections.singletonList(
                new TimeWindow(
                        days.startOf(time, observation.assetClass),
                        days.endOf(time, observation.assetClass)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Trigger<Observation, TimeWindow> getDefaultTrigger() {
        // Looks at the window only, never at the element.
        return (Trigger<Observation, TimeWindow>)
                (Trigger<?, TimeWindow>) EventTimeTrigger.create();
    }

    @Override
    @Deprecated
    public Trigger<Observation, TimeWindow> getDefaultTrigger(
            StreamExecutionEnvironment environment) {
        return getDefaultTrigger();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
        return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
        return true;
    }
}
