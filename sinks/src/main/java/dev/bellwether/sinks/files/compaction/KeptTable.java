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

    /** Column of the day. */
    final String day;

    /** Columns that no two rows of a folder share; empty if rows may come again. */
    final List<String> key;

    private KeptTable(Path directory, Format format, String day, List<String> key) {
        this.directory = directory;
        this.format = format;
        this.day = day;
        this.key = List.copyOf(key);
    }

    /**
     * @param key the columns that no two rows of a folder share, the day first
     */
    public static KeptTable of(Path directory, Format format, String... key) {
        return new KeptTable(directory, format, key[0], List.of(key));
    }

    /**
     * Of rows that may come again, because nothing keeps a second run from writing them.
     *
     * @param day column of the day
     */
    public static KeptTable withRepeats(Path directory, Format format, String day) {
        return new KeptTable(directory, format, day, List.of());
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
