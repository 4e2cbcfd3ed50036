// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.Path;

/** Counts rows and finds out if two have the same key, where there is one. */
final class Rows {

    private final boolean keyed;
    private final Map<String, Path> seen = new HashMap<>();
    private long count;

    Rows(boolean keyed) {
        this.keyed = keyed;
    }

    /**
     * @throws IOException if an earlier row has that key
     */
    void add(String key, Path file) throws IOException {
        count++;
        Path before = keyed ? seen.putIfAbsent(key, file) : null;
        if (before != null) {
            throw new IOException(
                    "two rows of " + key + ", in " + before + " and in " + file.getName());
        }
    }

    long count() {
        return count;
    }
}
