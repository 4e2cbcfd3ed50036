// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What the finished CSV files of one folder hold. */
final class KeptSymbols {

    private KeptSymbols() {}

    /**
     * The symbols of each session, by its date as it stands in the files.
     *
     * @throws IOException if a file cannot be read or is not one of these
     */
    static Map<String, Set<String>> in(Path folder) throws IOException {
        Map<String, Set<String>> kept = new HashMap<>();
        for (Path file : finishedFiles(folder)) {
            read(file, kept);
        }
        return kept;
    }

    /** The CSV files of a folder that are complete; none if there is no such folder. */
    static List<Path> finishedFiles(Path folder) throws IOException {
        List<Path> finished = new ArrayList<>();
        FileSystem files = folder.getFileSystem();
        if (files.exists(folder)) {
            for (FileStatus file : files.listStatus(folder)) {
                String name = file.getPath().getName();
                // What begins with a dot is not finished.
                if (!file.isDir() && !name.startsWith(".") && name.endsWith(DrawdownFiles.CSV)) {
                    finished.add(file.getPath());
                }
            }
        }
        return finished;
    }

    private static void read(Path file, Map<String, Set<String>> kept) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                file.getFileSystem().open(file), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (header == null || !header.startsWith(DrawdownCsv.HEADER)) {
                throw new IOException(file + " does not begin with " + DrawdownCsv.HEADER);
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int first = line.indexOf(',');
                int second = line.indexOf(',', first + 1);
                if (second < 0) {
                    throw new IOException(file + " has a line without two commas: " + line);
                }
                kept.computeIfAbsent(line.substring(0, first), date -> new HashSet<>())
                        .add(line.substring(first + 1, second));
            }
        }
    }
}
