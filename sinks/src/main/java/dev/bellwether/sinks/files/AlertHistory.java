// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.bellwether.model.Alert;
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

/** Reads what {@link AlertFiles} keeps: the changes of alerts in files that are finished. */
public final class AlertHistory {

    private static final String DAY = "date=";

    private final Path directory;

    private AlertHistory(Path directory) {
        this.directory = directory;
    }

    /** Of the directory of {@link FilesOptions}. */
    public static AlertHistory of(ReadableConfig files) {
        return new AlertHistory(
                new Path(new Path(files.get(FilesOptions.DIRECTORY)), AlertFiles.FOLDER));
    }

    /** Where they are. */
    public Path location() {
        return directory;
    }

    /**
     * All changes of some days, by the UTC day of their event time, in the order of time.
     *
     * @param days how many days that have any, the newest ones
     * @throws IOException if a file cannot be read, with its name
     */
    public List<Alert> newest(int days) throws IOException {
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
        List<Alert> alerts = new ArrayList<>();
        for (Path folder : folders.subList(0, Math.min(days, folders.size()))) {
            for (FileStatus file : files.listStatus(folder)) {
                // What begins with a dot is not finished.
                if (!file.getPath().getName().startsWith(".")) {
                    read(files, file.getPath(), alerts);
                }
            }
        }
        alerts.sort(
                Comparator.<Alert>comparingLong(alert -> alert.changedMillis)
                        .thenComparing(alert -> alert.id)
                        .thenComparingInt(alert -> alert.revision));
        return alerts;
    }

    private static boolean isDay(String name) {
        try {
            return name.startsWith(DAY) && LocalDate.parse(name.substring(DAY.length())) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void read(FileSystem files, Path file, List<Alert> alerts) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                alerts.add(Json.mapper().readValue(line, Alert.class));
            }
        } catch (FileNotFoundException e) {
            // Somebody tidied up between the list and the read.
            return;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
    }
}
