// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.model.Alert;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Json;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads what is kept as JSON lines by day: the records in files that are finished. */
public final class JsonLineHistory<T> {

    private static final String DAY = "date=";

    private final Path directory;
    private final Class<T> type;
    private final Comparator<T> order;

    private JsonLineHistory(
            ReadableConfig files, String folder, Class<T> type, Comparator<T> order) {
        this.directory = new Path(new Path(files.get(FilesOptions.DIRECTORY)), folder);
        this.type = type;
        this.order = order;
    }

    /** What {@link AlertFiles} keeps, in the order of event time. */
    public static JsonLineHistory<Alert> ofAlerts(ReadableConfig files) {
        return new JsonLineHistory<>(
                files,
                AlertFiles.FOLDER,
                Alert.class,
                Comparator.<Alert>comparingLong(alert -> alert.changedMillis)
                        .thenComparing(alert -> alert.id)
                        .thenComparingInt(alert -> alert.revision));
    }

    /** What {@link DecisionFiles} keeps, in the order of the clock on the wall. */
    public static JsonLineHistory<DeliveryDecision> ofDecisions(ReadableConfig files) {
        return new JsonLineHistory<>(
                files,
                DecisionFiles.FOLDER,
                DeliveryDecision.class,
                Comparator.comparingLong(decision -> decision.atMillis));
    }

    /** Where they are. */
    public Path location() {
        return directory;
    }

    /**
     * All records of some days.
     *
     * @param days how many days that have any, the newest ones
     * @throws IOException if a file cannot be read, with its name
     */
    public List<T> newest(int days) throws IOException {
        FileSystem files = directory.getFileSystem();
        List<Path> folders = new ArrayList<>();
        if (files.exists(directory)) {
            for (FileStatus status : files.listStatus(directory)) {
                if (status.isDir() && isDay(status.getPath().getName())) {
                    folders.add(status.getPath());
                }
            }
        }
        folders.sort(Comparator.comparing(Path::getName).reversed());
        List<T> records = new ArrayList<>();
        for (Path folder : folders.subList(0, Math.min(days, folders.size()))) {
            for (FileStatus file : files.listStatus(folder)) {
                // What begins with a dot is not finished.
                if (!file.getPath().getName().startsWith(".")) {
                    read(files, file.getPath(), records);
                }
            }
        }
        records.sort(order);
        return records;
    }

    private static boolean isDay(String name) {
        try {
            return name.startsWith(DAY) && LocalDate.parse(name.substring(DAY.length())) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void read(FileSystem files, Path file, List<T> records) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(Json.mapper().readValue(line, type));
            }
        } catch (FileNotFoundException e) {
            // Somebody tidied up between the list and the read.
            return;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
    }
}
