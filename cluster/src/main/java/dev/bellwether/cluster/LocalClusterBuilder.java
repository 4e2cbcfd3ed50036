// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a {@link LocalCluster} shall consist of. The defaults fit two cores and a test. */
public final class LocalClusterBuilder {

    Path directory;
    Path workingDirectory = Path.of("");
    int taskManagers = 2;
    int slots = 2;
    int webPort;
    StateBackend stateBackend = StateBackend.ROCKSDB;
    Duration checkpointInterval = Duration.ofSeconds(1);
    boolean highAvailability;
    boolean genericTypes;
    boolean endsWithThisProcess = true;
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> settings = new LinkedHashMap<>();

    LocalClusterBuilder() {}

    /** Where everything of the cluster is kept; made if need be. Required. */
    public LocalClusterBuilder directory(Path path) {
        this.directory = path;
        return this;
    }

    /** Where the processes stand, that is what a relative path of a job means; default: here. */
    public LocalClusterBuilder workingDirectory(Path path) {
        this.workingDirectory = path;
        return this;
    }

    /** How many TaskManagers to begin with, 1 or more; default 2. */
    public LocalClusterBuilder taskManagers(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("TaskManagers: at least 1, was " + number);
        }
        this.taskManagers = number;
        return this;
    }

    /** Slots of each TaskManager, 1 or more; default 2. */
    public LocalClusterBuilder slotsEach(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("slots: at least 1, was " + number);
        }
        this.slots = number;
        return this;
    }

    /** Port of the web UI and the REST API on 127.0.0.1; default 0, any free one. */
    public LocalClusterBuilder webPort(int port) {
        this.webPort = port;
        return this;
    }

    /** Default: RocksDB, as on the managed service. */
    public LocalClusterBuilder stateBackend(StateBackend backend) {
        this.stateBackend = Objects.requireNonNull(backend);
        return this;
    }

    /** Default: one second. */
    public LocalClusterBuilder checkpointInterval(Duration interval) {
        this.checkpointInterval = Objects.requireNonNull(interval);
        return this;
    }

    /**
     * With a ZooKeeper in a process of its own and job graphs on the local disk, so that jobs
     * survive their JobManager; default: without.
     */
    public LocalClusterBuilder highAvailability(boolean wanted) {
        this.highAvailability = wanted;
        return this;
    }

    /**
     * Whether types without a serializer of their own may fall back to Kryo. Default: no, so that
     * such a job fails at once; the legacy Kinesis consumer needs it.
     */
    public LocalClusterBuilder genericTypes(boolean allowed) {
        this.genericTypes = allowed;
        return this;
    }

    /**
     * Default: the processes end with the one that calls {@link #start}, even if it is killed. With
     * this they live on, until {@link LocalCluster#close} is called on what {@link
     * LocalCluster#attach} finds.
     */
    public LocalClusterBuilder outlivesThisProcess() {
        this.endsWithThisProcess = false;
        return this;
    }

    /** Variables for the JobManager and every TaskManager beside those of this process. */
    public LocalClusterBuilder environment(Map<String, String> variables) {
        this.environment.putAll(variables);
        return this;
    }

    /** Any of Flink's own options; wins over what this class decides. */
    public LocalClusterBuilder setting(String key, String value) {
        this.settings.put(key, value);
        return this;
    }

    /**
     * Starts the processes and returns when all TaskManagers have registered.
     *
     * @throws dev.bellwether.cluster.rest.ClusterException when they have not within two minutes,
     *     or when one of them has ended; then none is left
     */
    public LocalCluster start() {
        Objects.requireNonNull(directory, "directory");
        return LocalCluster.start(this);
    }
}
