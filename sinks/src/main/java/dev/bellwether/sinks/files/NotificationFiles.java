// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * What is told on the channel of files as JSON lines below {@code notifications/date=2026-03-02/},
 * by the UTC day when it was made: fields in snake case. Exactly once, like {@link
 * DeadLetterFiles}.
 */
public final class NotificationFiles {

    static final String FOLDER = "notifications";

    private NotificationFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<Notification> sink(ReadableConfig config) {
        return JsonLineFiles.sink(config, FOLDER, Json::write, NotificationFiles::partition);
    }

    static String partition(Notification notification) {
        Instant at = Instant.ofEpochMilli(notification.createdMillis);
        return "date=" + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
