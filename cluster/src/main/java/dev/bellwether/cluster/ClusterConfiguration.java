// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * Flink's configuration of a local cluster: everything on 127.0.0.1, small, and quick to notice.
 */
final class ClusterConfiguration {

    /** For those who find the cluster later; Flink passes over what it does not know. */
    static final ConfigOption<Integer> TASK_MANAGERS =
            ConfigOptions.key("bellwether.cluster.task-managers")
                    .intType()
                    .defaultValue(0)
                    .withDescription("How many TaskManagers the cluster was started with.");

    private static final String LOOPBACK = "127.0.0.1";

    private ClusterConfiguration() {}

    static Configuration of(
            LocalClusterBuilder wanted, ClusterDirectory directory, int webPort, int rpcPort) {
        Configuration flink = new Configuration();
        addresses(flink, webPort, rpcPort);
        memory(flink, wanted.slots);
        losses(flink);
        state(flink, wanted, directory);
        // Spread out, so that the loss of any TaskManager is felt, as on a real cluster.
        flink.set(
                TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE,
                TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
        flink.set(TASK_MANAGERS, wanted.taskManagers);
        flink.set(PipelineOptions.GENERIC_TYPES, wanted.genericTypes);
        flink.set(WebOptions.UPLOAD_DIR, directory.uploads().toString());
        flink.set(CoreOptions.TMP_DIRS, directory.temporary().toString());
        // The web UI and the health command see figures this old at most.
        flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(2));
        wanted.settings.forEach(flink::setString);
        return flink;
    }

    /** Adds what makes a JobManager replaceable, with the ZooKeeper on that port. */
    static void highAvailability(Configuration flink, ClusterDirectory directory, int port) {
        flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, LOOPBACK + ":" + port);
        flink.set(HighAvailabilityOptions.HA_STORAGE_PATH, uri(directory.highAvailability()));
        flink.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/" + UUID.randomUUID());
        // Until then a JobManager that was killed counts as the leader.
        flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(5));
    }

    private static void addresses(Configuration flink, int webPort, int rpcPort) {
        flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
        flink.set(JobManagerOptions.PORT, rpcPort);
        flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(TaskManagerOptions.HOST, LOOPBACK);
        flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(BlobServerOptions.PORT, "0");
        flink.set(RestOptions.ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        flink.set(RestOptions.PORT, webPort);
        flink.set(RestOptions.BIND_PORT, String.valueOf(webPort));
        // Whoever may submit a jar may run code. Only this machine reaches the port, and a page in
        // a browser here, which may post to it, must not read the name of what it has uploaded.
        flink.set(WebOptions.SUBMIT_ENABLE, true);
        flink.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://" + LOOPBACK + ":" + webPort);
    }

    private static void memory(Configuration flink, int slots) {
        flink.set(JobManagerOptions.JVM_HEAP_MEMORY, MemorySize.parse("512m"));
        flink.set(JobManagerOptions.OFF_HEAP_MEMORY, MemorySize.parse("96m"));
        flink.set(JobManagerOptions.JVM_METASPACE, MemorySize.parse("192m"));
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        // What is left for the heap of the tasks is some 450 MB.
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse("1152m"));
        flink.set(TaskManagerOptions.JVM_METASPACE, MemorySize.parse("192m"));
        flink.set(TaskManagerOptions.JVM_OVERHEAD_MIN, MemorySize.parse("64m"));
        flink.set(TaskManagerOptions.JVM_OVERHEAD_MAX, MemorySize.parse("96m"));
        flink.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, MemorySize.parse("64m"));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.parse("64m"));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.parse("64m"));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse("192m"));
    }

    private static void losses(Configuration flink) {
        // A process that is gone refuses connections, which is noticed after two heartbeats; the
        // timeout is for one that hangs, and generous because a busy machine makes many hang.
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(15));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(500));
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(10));
    }

    private static void state(
            Configuration flink, LocalClusterBuilder wanted, ClusterDirectory directory) {
        flink.set(StateBackendOptions.STATE_BACKEND, wanted.stateBackend.flinkName());
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, wanted.checkpointInterval);
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory.checkpoints()));
        flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(directory.savepoints()));
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
    }

    private static String uri(Path directory) {
        return "file://" + directory;
    }
}
