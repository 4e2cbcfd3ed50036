// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The mini-cluster of a turn: the same for every job but for backend and parallelism. */
public final class JobCluster {

    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
    public static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(512);
    private static final int MAX_PARALLELISM = 128;

    private JobCluster() {}

    static StreamExecutionEnvironment create(JobSettings settings, String checkpoints) {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        flink.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
        flink.set(PipelineOptions.OBJECT_REUSE, false);
        flink.set(StateBackendOptions.STATE_BACKEND, settings.backend.flinkName);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.setString("metrics.reporter.watch.factory.class", WriterMetricsWatch.class.getName());
        // A failure ends the measurement instead of hiding in it.
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism, flink);
        environment.setMaxParallelism(MAX_PARALLELISM);
        return environment;
    }
}
