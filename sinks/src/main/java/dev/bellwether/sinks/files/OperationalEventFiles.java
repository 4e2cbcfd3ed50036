// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import dev.bellwether.model.Json;
import dev.bellwether.model.OperationalEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * Operational events as JSON lines below {@code operational-events/date=2026-03-02/}: their fields
 * in snake case. Exactly once, like {@link DeadLetterFiles}.
 */
public final class OperationalEventFiles {

    private OperationalEventFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<OperationalEvent> sink(ReadableConfig config) {
        return JsonLineFiles.sink(
                config, "operational-events", Json::write, OperationalEventFiles::partition);
    }

    static String partition(OperationalEvent event) {
        Instant occurred = Instant.ofEpochMilli(event.occurredMillis);
        return "date=" + LocalDate.ofInstant(occurred, ZoneOffset.UTC);
    }
}
