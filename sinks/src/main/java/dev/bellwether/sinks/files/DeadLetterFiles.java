// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * Dead letters as JSON lines below {@code dead-letters/date=2026-03-02/reason=malformed/}, the date
 * being that of {@link DeadLetter#occurredMillis} in UTC.
 *
 * <p>Exactly once: finished files hold every dead letter once, also after failures, as long as the
 * job goes on from its last checkpoint. Unfinished files are not to be read: their names begin with
 * a dot (on S3 they do not show), and a failure may leave some behind.
 *
 * <p>A line has {@code occurred_at} (ISO 8601, UTC), {@code source}, {@code partition} and {@code
 * position} (a shard and a sequence number, say), {@code reason}, {@code message}, {@code symbol},
 * {@code payload} if the bytes are UTF-8 and {@code payload_base64} if not, {@code original_length}
 * in bytes and {@code truncated}. What is unknown is left out. {@link #parse} gives the same dead
 * letter back, byte for byte.
 */
public final class DeadLetterFiles {

    private DeadLetterFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<DeadLetter> sink(ReadableConfig config) {
        return JsonLineFiles.sink(
                config, "dead-letters", DeadLetterJson::write, DeadLetterFiles::partition);
    }

    /**
     * The dead letter of one line.
     *
     * @throws IllegalArgumentException if the line is not one that this sink wrote, saying why
     */
    public static DeadLetter parse(String line) {
        return DeadLetterJson.read(line);
    }

    static String partition(DeadLetter letter) {
        LocalDate date =
                LocalDate.ofInstant(Instant.ofEpochMilli(letter.occurredMillis), ZoneOffset.UTC);
        return "date=" + date + "/reason=" + DeadLetterJson.label(letter.reason);
    }
}
