// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.sessions;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.UsSessions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When there can be quotes: of equities in the sessions of US exchanges, of currency pairs on
 * weekdays in UTC, of crypto-assets always.
 */
public final class MarketHours {

    private final UsSessions calendar = new UsSessions();

    /**
     * Since when the market has been open; now if it is not, 0 if it never closes. Epoch
     * milliseconds UTC.
     */
    public long openSince(long now, AssetClass assetClass) {
        Instant at = Instant.ofEpochMilli(now);
        if (assetClass == AssetClass.CRYPTO) {
            return 0;
        }
        if (assetClass == AssetClass.FX) {
            DayOfWeek day = at.atZone(ZoneOffset.UTC).getDayOfWeek();
            boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
            return weekend ? now : mondayMorning(at);
        }
        LocalDate today = at.atZone(UsSessions.ZONE).toLocalDate();
        if (!calendar.isTradingDay(today)) {
            return now;
        }
        Instant opens = calendar.open(today);
        return at.isBefore(opens) || at.isAfter(calendar.close(today)) ? now : opens.toEpochMilli();
    }

    private static long mondayMorning(Instant at) {
        LocalDate date = at.atZone(ZoneOffset.UTC).toLocalDate();
        return date.minusDays(date.getDayOfWeek().getValue() - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
    }
}
