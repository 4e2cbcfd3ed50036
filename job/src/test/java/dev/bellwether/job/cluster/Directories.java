// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whole directories at once. */
final class Directories {

    private Directories() {}

    /** Removes a directory with everything below; nothing if there is none. */
    static void remove(Path directory) throws IOException {
        for (Path file : walk(directory)) {
            Files.delete(file);
        }
    }

    /** Everything below a directory and itself, the deepest first; empty if there is none. */
    static List<Path> walk(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
    }
}
