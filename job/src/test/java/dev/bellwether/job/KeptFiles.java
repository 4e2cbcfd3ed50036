// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a job has finished of its files, which it may be writing on. */
final class KeptFiles {

    private KeptFiles() {}

    /** The lines of all CSV files below a directory, without their headers. */
    static List<String> csvRows(Path below) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : finished(below)) {
            if (file.toString().endsWith(".csv")) {
                List<String> lines = Files.readAllLines(file);
                rows.addAll(lines.subList(1, lines.size()));
            }
        }
        return rows;
    }

    /** All files below a directory together. */
    static String text(Path below) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : finished(below)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private static List<Path> finished(Path below) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        while (true) {
            try (Stream<Path> files = Files.walk(below)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .collect(Collectors.toList());
            } catch (UncheckedIOException e) {
                // a hidden file was finished, or thrown away, while it was looked at
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }
}
