// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.util.List;
import org.apache.flink.core.fs.Path;

/** A directory of folders by time, whose files have the same columns. Immutable. */
public final class KeptTable {

    /** How rows are written. */
    public enum Format {
        /** Comma-separated with a header, no quotes, line ends in {@code \n}. */
        CSV(".csv"),
        /** Parquet with Snappy and flat columns. */
        PARQUET(".parquet");

        final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        /** The end of the names of its files. */
        public String suffix() {
            return suffix;
        }
    }

    final Path directory;
    final Format format;
    final List<String> key;

    private KeptTable(Path directory, Format format, List<String> key) {
        this.directory = directory;
        this.format = format;
        this.key = List.copyOf(key);
    }

    /**
     * @param key the columns that no two rows of a folder share, the day first
     */
    public static KeptTable of(Path directory, Format format, String... key) {
        return new KeptTable(directory, format, List.of(key));
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
