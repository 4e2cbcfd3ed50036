// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.model.Alert;
import dev.bellwether.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A change of an alert: {@code alert_id} and {@code revision} are the same whenever it is written.
 * {@code timestamp} is the event time of the change and {@code date} its UTC day, for indexes by
 * symbol and time and by day and time; {@code alert_type} is the rule; {@code alert_data} is all of
 * it as JSON.
 */
final class AlertItems implements ItemMapper<Alert> {

    static final String ID = "alert_id";
    static final String REVISION = "revision";

    private static final long serialVersionUID = 1L;

    private final long ttlSeconds;

    AlertItems(Duration ttl) {
        this.ttlSeconds = ttl.toSeconds();
    }

    @Override
    public TableItem map(Alert alert, long nowMillis) {
        Instant changed = Instant.ofEpochMilli(alert.changedMillis);
        return new TableItem()
                .text(ID, alert.id)
                .number(REVISION, alert.revision)
                .instant("timestamp", alert.changedMillis)
                .text("date", LocalDate.ofInstant(changed, ZoneOffset.UTC).toString())
                .text("symbol", alert.symbol)
                .text("alert_type", alert.rule)
                .text("severity", lowerCase(alert.severity))
                .text("state", lowerCase(alert.state))
                .text("headline", alert.headline)
                .instant("started_at", alert.startedMillis)
                .instant("processed_at", nowMillis)
                .text("alert_data", Json.write(alert))
                .number(TTL, Math.floorDiv(nowMillis, 1000) + ttlSeconds);
    }

    private static String lowerCase(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
