// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.sinks.files.compaction.FinishedFiles;
import dev.bellwether.sinks.files.compaction.KeptTable.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
        return FinishedFiles.read(
                folder,
                Format.CSV.suffix(),
                files -> {
                    Map<String, Set<String>> kept = new HashMap<>();
                    for (Path file : files) {
                        read(file, kept);
                    }
                    return kept;
                });
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
