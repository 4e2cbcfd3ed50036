// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** Writes the rows of several files into one. */
interface Merge {

    /** The day of the first row, for the order of files. */
    String firstDay(Path file) throws IOException;

    /** How many rows a file has, read from its beginning to its end. */
    long count(Path file) throws IOException;

    /**
     * Row by row in the order of the files; leaves the stream open.
     *
     * @return how many rows
     * @throws IOException if the files do not have the same columns, or two rows share a key
     */
    long merge(List<Path> files, OutputStream stream) throws IOException;
}
