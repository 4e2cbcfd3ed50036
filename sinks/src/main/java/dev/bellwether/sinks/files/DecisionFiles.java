// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * Why who was told of what, or was not, as JSON lines below {@code deliveries/date=2026-03-02/}, by
 * the UTC day on the clock on the wall: fields in snake case. Exactly once, like {@link
 * DeadLetterFiles}.
 */
public final class DecisionFiles {

    static final String FOLDER = "deliveries";

    private DecisionFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<DeliveryDecision> sink(ReadableConfig config) {
        return JsonLineFiles.sink(config, FOLDER, Json::write, DecisionFiles::partition);
    }

    static String partition(DeliveryDecision decision) {
        Instant at = Instant.ofEpochMilli(decision.atMillis);
        return "date=" + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
