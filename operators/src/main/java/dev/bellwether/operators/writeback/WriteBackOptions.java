// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** The option that the group of every function with such a state has. */
public final class WriteBackOptions {

    public static final ConfigOption<MemorySize> CACHE =
            ConfigOptions.key("state.cache")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(64))
                    .withDescription(
                            "Heap memory of each subtask for the state of the symbols that were"
                                    + " quoted last; 0 keeps none. Only with RocksDB, which a"
                                    + " symbol with state in this memory does without between two"
                                    + " checkpoints.");

    private static final MemorySize MOST = MemorySize.ofMebiBytes(16 * 1024);

    private WriteBackOptions() {}

    /** Reports a size that cannot be meant. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        MemorySize size = config.get(CACHE);
        if (size.compareTo(MOST) > 0) {
            problem.accept(CACHE, "must be at most 16 gb, was " + size.toHumanReadableString());
        }
    }
}
