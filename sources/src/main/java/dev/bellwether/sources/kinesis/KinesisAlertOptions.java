// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * From which streams alerts of other applications come, if any is named; group {@code
 * KinesisAlerts}, of {@link KinesisReadOptions} only.
 */
public final class KinesisAlertOptions {

    private KinesisAlertOptions() {}

    /** Whether a stream is named at all. */
    public static boolean isReading(ReadableConfig config) {
        return !streams(config).isEmpty();
    }

    public static List<String> streams(ReadableConfig config) {
        return config.getOptional(KinesisReadOptions.STREAMS).orElse(List.of());
    }

    /** Reports every value that makes no sense; none is required. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        KinesisReadOptions.check(
                config,
                (option, message) -> {
                    if (isReading(config) || option != KinesisReadOptions.STREAMS) {
                        problem.accept(option, message);
                    }
                });
    }
}
