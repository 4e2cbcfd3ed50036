// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.environment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Sets up the environment: little on a cluster, everything on a laptop. */
public final class Environments {

    /**
     * Fixed once and for all: it is the number of key groups, and a savepoint can only be restored
     * with the same. 128 leaves room to scale far beyond what a desk needs and costs little in
     * checkpoints.
     */
    public static final int MAX_PARALLELISM = 128;

    private Environments() {}

    /** Whether the job will run in this process, and not on a cluster. */
    public static boolean isLocal() {
        return StreamExecutionEnvironment.getExecutionEnvironment()
                instanceof LocalStreamEnvironment;
    }

    /**
     * The environment that the application was started in. Everything but the maximum parallelism
     * is set in a local run only: a managed platform owns those keys and refuses code that changes
     * them.
     */
    public static StreamExecutionEnvironment create(ReadableConfig local) {
        boolean isLocal = isLocal();
        if (isLocal) {
            FileSystems.find();
            checkPort(local.get(LocalOptions.WEB_PORT));
        }
        StreamExecutionEnvironment environment =
                isLocal
                        ? StreamExecutionEnvironment.createLocalEnvironment(
                                local.get(LocalOptions.PARALLELISM), localConfiguration(local))
                        : StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setMaxParallelism(MAX_PARALLELISM);
        return environment;
    }

    /** Flink would find out after half a minute, and not say which option it is. */
    private static void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Local.web.port: "
                            + port
                            + " on 127.0.0.1 is taken ("
                            + e.getMessage()
                            + "); give another, or 0 for any free one",
                    e);
        }
    }

    /** Flink's configuration for a mini-cluster in this process. */
    static Configuration localConfiguration(ReadableConfig local) {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.PORT, local.get(LocalOptions.WEB_PORT));
        flink.set(RestOptions.BIND_PORT, String.valueOf(local.get(LocalOptions.WEB_PORT)));
        // Any page in a browser may post to 127.0.0.1: it shall find nothing that runs its code.
        flink.set(WebOptions.SUBMIT_ENABLE, false);
        flink.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://127.0.0.1");
        // The blob server would listen on every interface, for anyone. Its own client in the
        // mini-cluster looks for it under the host's name, so nothing is left to it: user code is
        // on the class path, and plans go with the messages whatever their size.
        flink.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        flink.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
        // A fallback to Kryo or a forgotten uid must not get past a developer's machine.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.OBJECT_REUSE, false);
        flink.set(
                StateBackendOptions.STATE_BACKEND,
                local.get(LocalOptions.STATE_BACKEND) == LocalOptions.StateBackend.ROCKSDB
                        ? "rocksdb"
                        : "hashmap");
        flink.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                local.get(LocalOptions.CHECKPOINT_INTERVAL));
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                LocalPaths.forFlink(local.get(LocalOptions.CHECKPOINT_DIRECTORY)));
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofMinutes(1));
        local.getOptional(LocalOptions.RESTORE_FROM)
                .ifPresent(
                        path ->
                                flink.set(
                                        StateRecoveryOptions.SAVEPOINT_PATH,
                                        LocalPaths.forFlink(path)));
        return flink;
    }
}
