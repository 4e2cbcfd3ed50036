// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

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

    private DrawdownFilesOptions() {}
}
