// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.sessions;

import dev.bellwether.model.AssetClass;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The session that a moment belongs to: for equities the date in the market's zone, from its first
 * instant to that of the next date, so 23 or 25 hours long when the clocks change; otherwise the
 * UTC day. A quote of an exchange's evening session therefore belongs to the date on its clock.
 *
 * <p>Remembers what it found last, because quotes come day by day: most calls are a comparison and
 * a division. Not thread-safe.
 */
public final class SessionDays implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long DAY_MILLIS = 86_400_000L;

    private final ZoneId zone;

    /** The zone's offset to UTC, and how long it holds. */
    private long offsetFrom = Long.MAX_VALUE;

    private long offsetUntil = Long.MIN_VALUE;
    private long offsetMillis;

    /** The date that was asked for last. */
    private long dateFrom = Long.MAX_VALUE;

    private long dateUntil = Long.MIN_VALUE;

    public SessionDays(ZoneId marketZone) {
        this.zone = marketZone;
    }

    /** Number of the session's date, in days since 1970-01-01. */
    public int dayOf(long timeMillis, AssetClass assetClass) {
        if (isUtc(assetClass)) {
            return day(timeMillis);
        }
        if (timeMillis < offsetFrom || timeMillis >= offsetUntil) {
            findOffset(timeMillis);
        }
        return day(timeMillis + offsetMillis);
    }

    /** First millisecond of the session, UTC. */
    public long startOf(long timeMillis, AssetClass assetClass) {
        if (isUtc(assetClass)) {
            return day(timeMillis) * DAY_MILLIS;
        }
        findDate(timeMillis);
        return dateFrom;
    }

    /** First millisecond after the session, UTC. */
    public long endOf(long timeMillis, AssetClass assetClass) {
        if (isUtc(assetClass)) {
            return (day(timeMillis) + 1) * DAY_MILLIS;
        }
        findDate(timeMillis);
        return dateUntil;
    }

    private static boolean isUtc(AssetClass assetClass) {
        return assetClass == AssetClass.CRYPTO || assetClass == AssetClass.FX;
    }

    private void findDate(long timeMillis) {
        if (timeMillis < dateFrom || timeMillis >= dateUntil) {
            LocalDate date = Instant.ofEpochMilli(timeMillis).atZone(zone).toLocalDate();
            dateFrom = date.atStartOfDay(zone).toInstant().toEpochMilli();
            dateUntil = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }

    private static int day(long localMillis) {
        return (int) Math.floorDiv(localMillis, DAY_MILLIS);
    }

    private void findOffset(long timeMillis) {
        ZoneRules rules = zone.getRules();
        Instant at = Instant.ofEpochMilli(timeMillis);
        offsetMillis = 1000L * rules.getOffset(at).getTotalSeconds();
        // The transition before the next millisecond is the one at or before this one.
        ZoneOffsetTransition before = rules.previousTransition(at.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(at);
        offsetFrom = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
        offsetUntil = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
    }
}
