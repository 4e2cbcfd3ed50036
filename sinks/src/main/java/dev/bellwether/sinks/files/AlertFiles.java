// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import dev.bellwether.model.Alert;
import dev.bellwether.model.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * Every change of every alert as JSON lines below {@code alerts/date=2026-03-02/}, by the UTC day
 * of its event time: fields in snake case. Exactly once, like {@link DeadLetterFiles}.
 */
public final class AlertFiles {

    static final String FOLDER = "alerts";

    private AlertFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<Alert> sink(ReadableConfig config) {
        return JsonLineFiles.sink(config, FOLDER, Json::write, AlertFiles::partition);
    }

    static String partition(Alert alert) {
        Instant at = Instant.ofEpochMilli(alert.changedMillis);
        return "date=" + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
