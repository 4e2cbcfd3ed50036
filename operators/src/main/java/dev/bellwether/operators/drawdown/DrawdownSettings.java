// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.PeakBasis;
import dev.bellwether.operators.drawdown.DrawdownOptions.Definition;
import dev.bellwether.operators.drawdown.DrawdownOptions.WindowMode;
import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/** The checked values of {@link DrawdownOptions}. */
final class DrawdownSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    final boolean calendar;
    final int sessions;
    final int days;
    final PeakBasis basis;
    final boolean rounded;
    final int minBars;
    final int corrections;
    final int staleSessions;
    final double guardTolerance;
    final double guardTurnover;
    final double spike;
    final double jump;

    DrawdownSettings(ReadableConfig config) {
        calendar = config.get(DrawdownOptions.WINDOW_MODE) == WindowMode.CALENDAR;
        sessions = config.get(DrawdownOptions.WINDOW_SESSIONS);
        days = config.get(DrawdownOptions.WINDOW_DAYS);
        basis = config.get(DrawdownOptions.PEAK_BASIS);
        rounded = config.get(DrawdownOptions.DEFINITION) == Definition.ORIGINAL;
        minBars = config.get(DrawdownOptions.MIN_BARS);
        corrections = config.get(DrawdownOptions.CORRECTIONS);
        staleSessions = config.get(DrawdownOptions.STALE_SESSIONS);
        guardTolerance = config.get(DrawdownOptions.GUARD_TOLERANCE);
        guardTurnover = config.get(DrawdownOptions.GUARD_TURNOVER);
        spike = config.get(DrawdownOptions.OUTLIER_SPIKE);
        jump = config.get(DrawdownOptions.OUTLIER_JUMP);
    }

    /** Bars that a window can hold: a market trades on five days of seven at most. */
    int windowCapacity() {
        return calendar ? days + 1 : sessions;
    }

    /** Bars that are kept, so that the window of each session that may be corrected is there. */
    int ringCapacity() {
        return windowCapacity() + corrections;
    }
}
