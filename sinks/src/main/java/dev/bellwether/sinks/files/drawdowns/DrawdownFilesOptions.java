// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** How the history of drawdowns is laid out; group {@code DrawdownFiles}. */
public final class DrawdownFilesOptions {

    /** What shares a folder. */
    public enum Partition {
        /** {@code session=2026-03-02}: one object per session as a rule. */
        SESSION,
        /** {@code month=2026-03}: fewer folders, for long histories. */
        MONTH
    }

    public static final ConfigOption<Partition> PARTITION =
            ConfigOptions.key("partition")
                    .enumType(Partition.class)
                    .defaultValue(Partition.SESSION)
                    .withDescription(
                            "What shares a folder: the rows of a session or of a month. Not to be"
                                    + " changed for a directory that has files.");

    public static final ConfigOption<Boolean> PARQUET =
            ConfigOptions.key("parquet")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether rows are written as Parquet beside the CSV.");

    public static final ConfigOption<Integer> COMPACT =
            ConfigOptions.key("compact.checkpoints")
                    .intType()
                    .defaultValue(0)
                    .withDescription(
                            "After how many checkpoints the files of a folder that came meanwhile"
                                    + " are made one, 0 to 1000; 0 leaves them as they are. Files"
                                    + " become visible only then.");

    private DrawdownFilesOptions() {}

    /** Reports every value that cannot be used. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        int checkpoints = config.get(COMPACT);
        if (checkpoints < 0 || checkpoints > 1000) {
            problem.accept(COMPACT, "must be between 0 and 1000, was " + checkpoints);
        }
    }
}
