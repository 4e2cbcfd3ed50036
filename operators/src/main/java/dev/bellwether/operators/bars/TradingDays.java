// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.AssetClass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The session that a moment belongs to: for equities the date in the market's zone, from its first
 * instant to that of the next date, so 23 or 25 hours long when the clocks change; otherwise the
 * UTC day. A quote of an exchange's evening session therefore belongs to the date on its clock.
 *
 * <p>Remembers the last day it was asked for: quotes come day by day. Not thread-safe.
 */
final class TradingDays implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long UTC_DAY = 86_400_000L;

    private final ZoneId zone;
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    TradingDays(ZoneId zone) {
        this.zone = zone;
    }

    /** First millisecond of the session, UTC. */
    long startOf(AssetClass assetClass, long millis) {
        if (isUtc(assetClass)) {
            return Math.floorDiv(millis, UTC_DAY) * UTC_DAY;
        }
        find(millis);
        return start;
    }

    /** First millisecond after the session, UTC. */
    long endOf(AssetClass assetClass, long millis) {
        if (isUtc(assetClass)) {
            return (Math.floorDiv(millis, UTC_DAY) + 1) * UTC_DAY;
        }
        find(millis);
        return end;
    }

    private static boolean isUtc(AssetClass assetClass) {
        return assetClass == AssetClass.CRYPTO || assetClass == AssetClass.FX;
    }

    private void find(long millis) {
        if (millis < start || millis >= end) {
            LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
            start = date.atStartOfDay(zone).toInstant().toEpochMilli();
            end = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}
