// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Where files go and when they are finished; group {@code Files}. */
public final class FilesOptions {

    public static final ConfigOption<String> DIRECTORY =
            ConfigOptions.key("directory")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Directory under which dead-letters/ and bars/ are written, for example"
                                    + " s3a://bucket/bellwether or file:///var/lib/bellwether."
                                    + " Any file system that Flink has a plugin for.");

    public static final ConfigOption<MemorySize> ROLL_SIZE =
            ConfigOptions.key("roll.size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(64))
                    .withDescription("Size at which a file is closed and the next one begun.");

    public static final ConfigOption<Duration> ROLL_INTERVAL =
            ConfigOptions.key("roll.interval")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(15))
                    .withDescription(
                            "Age at which a file is closed. A closed file becomes visible with the"
                                    + " next completed checkpoint, so this plus the checkpoint"
                                    + " interval is the longest wait for a record.");

    public static final ConfigOption<Boolean> ROLL_ON_CHECKPOINT =
            ConfigOptions.key("roll.on-checkpoint")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether every checkpoint closes all files too: records are visible"
                                    + " sooner, in many more and smaller files.");

    private FilesOptions() {}

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        String directory = config.getOptional(DIRECTORY).orElse("");
        if (directory.isBlank()) {
            problem.accept(DIRECTORY, "is required: a directory such as s3a://bucket/bellwether");
        }
        MemorySize size = config.get(ROLL_SIZE);
        if (size.getBytes() < 1024) {
            problem.accept(ROLL_SIZE, "must be at least 1 kb, was " + size.getBytes() + " bytes");
        }
        Duration interval = config.get(ROLL_INTERVAL);
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            problem.accept(ROLL_INTERVAL, "must be at least 1 s, was " + interval);
        }
    }
}
