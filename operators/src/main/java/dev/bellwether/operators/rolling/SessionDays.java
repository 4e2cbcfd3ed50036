// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import dev.bellwether.model.AssetClass;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The session that a moment belongs to, as a day number (days since 1970-01-01): the local date of
 * the market's zone for equities, the UTC date for what trades around the clock.
 *
 * <p>Remembers the zone's offset and how long it holds, so that most calls are one division. Not
 * thread-safe.
 */
final class SessionDays {

    private static final long DAY_MILLIS = 86_400_000L;

    private final ZoneRules rules;
    private long offsetFrom = Long.MAX_VALUE;
    private long offsetUntil = Long.MIN_VALUE;
    private long offsetMillis;

    SessionDays(ZoneId marketZone) {
        this.rules = marketZone.getRules();
    }

    int dayOf(long timeMillis, AssetClass assetClass) {
        if (assetClass == AssetClass.CRYPTO || assetClass == AssetClass.FX) {
            return day(timeMillis);
        }
        if (timeMillis < offsetFrom || timeMillis >= offsetUntil) {
            findOffset(timeMillis);
        }
        return day(timeMillis + offsetMillis);
    }

    private static int day(long localMillis) {
        return (int) Math.floorDiv(localMillis, DAY_MILLIS);
    }

    private void findOffset(long timeMillis) {
        Instant at = Instant.ofEpochMilli(timeMillis);
        offsetMillis = 1000L * rules.getOffset(at).getTotalSeconds();
        // The transition before the next millisecond is the one at or before this one.
        ZoneOffsetTransition before = rules.previousTransition(at.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(at);
        offsetFrom = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
        offsetUntil = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
    }
}
