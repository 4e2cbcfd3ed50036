// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import dev.bellwether.model.Anomaly;
import dev.bellwether.model.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * Anomalies as JSON lines below {@code anomalies/date=2026-03-02/}, by the UTC day of its event
 * time: fields in snake case. Exactly once, like {@link DeadLetterFiles}.
 */
public final class AnomalyFiles {

    private AnomalyFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<Anomaly> sink(ReadableConfig config) {
        return JsonLineFiles.sink(config, "anomalies", Json::write, AnomalyFiles::partition);
    }

    static String partition(Anomaly anomaly) {
        Instant at = Instant.ofEpochMilli(anomaly.eventTimeMillis);
        return "date=" + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
