// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.environment;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What a local run decides for itself; on a cluster and on the managed service this belongs to the
 * platform and is ignored.
 */
public final class LocalOptions {

    /** State backends that a local run offers. */
    public enum StateBackend {
        HASHMAP,
        ROCKSDB
    }

    public static final ConfigOption<Integer> WEB_PORT =
            ConfigOptions.key("web.port")
                    .intType()
                    .defaultValue(8081)
                    .withDescription(
                            "Port of the web UI and REST API on 127.0.0.1; 0 takes any free one.");

    public static final ConfigOption<Integer> PARALLELISM =
            ConfigOptions.key("parallelism")
                    .intType()
                    .defaultValue(2)
                    .withDescription("Parallel instances of each operator, 1 to 128.");

    public static final ConfigOption<StateBackend> STATE_BACKEND =
            ConfigOptions.key("state.backend")
                    .enumType(StateBackend.class)
                    .defaultValue(StateBackend.HASHMAP)
                    .withDescription("Where keyed state lives: on the heap or in RocksDB.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
            ConfigOptions.key("checkpoint.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Time between checkpoints; files become visible at this rhythm.");

    public static final ConfigOption<String> CHECKPOINT_DIRECTORY =
            ConfigOptions.key("checkpoint.directory")
                    .stringType()
                    .defaultValue("data/checkpoints")
                    .withDescription("Where checkpoints are kept; the last one outlives the run.");

    public static final ConfigOption<String> RESTORE_FROM =
            ConfigOptions.key("restore.from")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Directory of a checkpoint or savepoint to start from; without it the"
                                    + " run starts empty.");

    private LocalOptions() {}

    /** Reports what is out of range. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        int port = config.get(WEB_PORT);
        if (port < 0 || port > 65535) {
            problem.accept(WEB_PORT, "must be between 0 and 65535, was " + port);
        }
        int parallelism = config.get(PARALLELISM);
        if (parallelism < 1 || parallelism > Environments.MAX_PARALLELISM) {
            problem.accept(
                    PARALLELISM,
                    "must be between 1 and "
                            + Environments.MAX_PARALLELISM
                            + ", was "
                            + parallelism);
        }
        if (config.get(CHECKPOINT_INTERVAL).toMillis() < 100) {
            problem.accept(
                    CHECKPOINT_INTERVAL,
                    "must be at least 100 ms, was " + config.get(CHECKPOINT_INTERVAL).toMillis());
        }
    }
}
