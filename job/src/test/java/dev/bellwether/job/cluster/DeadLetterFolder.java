// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.sandbox.workload.BatchRecomputation;
import dev.bellwether.sinks.files.DeadLetterFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dead letters in the finished files below a directory; the others are not to be read. */
final class DeadLetterFolder {

    private final Path directory;

    DeadLetterFolder(Path files) {
        this.directory = files.resolve("dead-letters");
    }

    List<DeadLetter> read() throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (Path file : Directories.walk(directory)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".jsonl") && !name.startsWith(".")) {
                for (String line : Files.readAllLines(file)) {
                    letters.add(DeadLetterFiles.parse(line));
                }
            }
        }
        return letters;
    }

    /** How often each is there, named as the recomputation names them. */
    static Map<String, Integer> counted(List<DeadLetter> letters) {
        Map<String, Integer> counts = new TreeMap<>();
        for (DeadLetter letter : letters) {
            counts.merge(
                    BatchRecomputation.deadLetter(letter.reason, letter.payload), 1, Integer::sum);
        }
        return counts;
    }
}
