// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.Path;

/** Counts rows and finds out if two have the same key. */
final class Rows {

    private final Map<String, Path> seen = new HashMap<>();

    /**
     * @throws IOException if an earlier row has that key
     */
    void add(String key, Path file) throws IOException {
        Path before = seen.putIfAbsent(key, file);
        if (before != null) {
            throw new IOException(
                    "two rows of " + key + ", in " + before + " and in " + file.getName());
        }
    }

    long count() {
        return seen.size();
    }
}
