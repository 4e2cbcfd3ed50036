// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;

/**
 * Bars as JSON lines below {@code bars/timeframe=1min/date=2020-12-15/}: the fields of {@link Bar}
 * in snake case, unknown figures left out. Lines rather than CSV, because a file may be continued
 * after a failure, which leaves no place for a header, and a line that names its fields outlives a
 * new one.
 *
 * <p>The date is the UTC date of the middle of the span. For a session that is its own date in
 * every zone within twelve hours of UTC, although Tokyo's begins on the UTC date before.
 *
 * <p>Exactly once, like {@link DeadLetterFiles}. A corrected bar is a further line: of lines with
 * equal symbol, feed and start the one with the highest revision counts.
 */
public final class BarFiles {

    private BarFiles() {}

    /**
     * @param config options of {@link FilesOptions}
     * @throws IllegalArgumentException naming everything that {@link FilesOptions#check} objects to
     */
    public static FileSink<Bar> sink(ReadableConfig config) {
        return JsonLineFiles.sink(config, "bars", Json::write, BarFiles::partition);
    }

    /**
     * The bar of one line.
     *
     * @throws IllegalArgumentException if the line is not one that this sink wrote, saying why
     */
    public static Bar parse(String line) {
        try {
            return Json.mapper().readValue(line, Bar.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a bar: " + e.getOriginalMessage(), e);
        }
    }

    static String partition(Bar bar) {
        long middle = bar.startMillis + (bar.endMillis - bar.startMillis) / 2;
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(middle), ZoneOffset.UTC);
        return "timeframe=" + bar.timeframe.label() + "/date=" + date;
    }
}
