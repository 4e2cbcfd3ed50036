// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.io.IOException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Renaming and deleting that say so if it did not happen. */
final class Moves {

    private Moves() {}

    static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("could not rename " + from + " to " + to);
        }
    }

    /** What is gone already is fine. */
    static void delete(FileSystem files, Path path) throws IOException {
        if (!files.delete(path, false) && files.exists(path)) {
            throw new IOException("could not delete " + path);
        }
    }
}
