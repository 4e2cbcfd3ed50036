// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.Duration;

/**
 * The one span of a timeframe that holds a moment: minutes are aligned to UTC, sessions are {@link
 * SessionDays}.
 */
final class BarSpans {

    /** 0 for sessions. */
    private final long size;

    private final SessionDays days;

    BarSpans(Timeframe timeframe, SessionDays days) {
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
                throw new IllegalArgumentException("no spans for " + timeframe);
        }
        this.days = days;
    }

    /** How many spans of one feed can change at once, if a quote falls in each of them. */
    long mostOpen(long latenessMillis) {
        long length = size > 0 ? size : Duration.ofDays(1).toMillis();
        return 1 + (latenessMillis + length - 1) / length;
    }

    long startOf(long timeMillis, AssetClass assetClass) {
        return size > 0
                ? Math.floorDiv(timeMillis, size) * size
                : days.startOf(timeMillis, assetClass);
    }

    long endOf(long timeMillis, AssetClass assetClass) {
        return size > 0
                ? Math.floorDiv(timeMillis, size) * size + size
                : days.endOf(timeMillis, assetClass);
    }
}
