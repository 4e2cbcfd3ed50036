// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The cluster that all scenarios of a test run share, because it takes longer to start than most of
 * them need, and a Kinesis beside it: a JobManager with high availability and two TaskManagers of
 * two slots, RocksDB, a checkpoint every second. Started with the first scenario, ended with the
 * last; its logs stay in {@code target/cluster-tests}.
 */
final class SharedCluster implements AutoCloseable {

    static final String JOB_MANAGER = "jobmanager";
    static final int TASK_MANAGERS = 2;
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final LocalCluster cluster;
    private final SandboxKinesis kinesis;
    private int streams;

    private SharedCluster() {
        kinesis = SandboxKinesis.kinesalite();
        try {
            cluster =
                    LocalCluster.builder()
                            .directory(emptied(Path.of("target", "cluster-tests")))
                            .taskManagers(TASK_MANAGERS)
                            .slotsEach(2)
                            .checkpointInterval(Duration.ofSeconds(1))
                            .highAvailability(true)
                            // The emulator gives wrong times in CBOR.
                            .environment(
                                    Map.of("AWS_CBOR_DISABLE", "true", "CBOR_ENABLED", "false"))
                            // A machine that is busy with these very tests is no lost leader.
                            .setting("high-availability.zookeeper.client.session-timeout", "15 s")
                            .setting(
                                    "high-availability.zookeeper.client"
                                            + ".tolerate-suspended-connections",
                                    "true")
                            // Whichever TaskManager is killed, it takes a part of the job along.
                            .setting("taskmanager.load-balance.mode", "SLOTS")
                            .start();
        } catch (RuntimeException e) {
            kinesis.close();
            throw e;
        }
    }

    LocalCluster processes() {
        return cluster;
    }

    ClusterRest rest() {
        return cluster.rest();
    }

    SandboxKinesis kinesis() {
        return kinesis;
    }

    /** A name that no stream of this run has had. */
    String nextStream() {
        streams++;
        return "quotes-" + streams;
    }

    /** Whole and idle, whatever the scenario before may have left behind. */
    void prepare() {
        if (!cluster.pids().containsKey(JOB_MANAGER)) {
            cluster.startJobManager();
        }
        while (cluster.taskManagers().size() < TASK_MANAGERS) {
            cluster.startTaskManager();
        }
        cluster.awaitTaskManagers(TASK_MANAGERS);
        for (Job job : rest().jobs()) {
            end(job.id);
        }
    }

    /** Cancels a job that has not ended, and waits for its end. */
    void end(String job) {
        if (!rest().job(job).hasEnded()) {
            rest().cancel(job);
            rest().awaitEnd(job, LIMIT);
        }
    }

    @Override
    public void close() {
        cluster.close();
        kinesis.close();
    }

    private static Path emptied(Path directory) {
        try {
            Directories.remove(directory);
            return Files.createDirectories(directory).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the shared cluster to the tests that ask for it. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == SharedCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            SharedCluster shared =
                    test.getRoot()
                            .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
                            .getOrComputeIfAbsent(
                                    SharedCluster.class,
                                    key -> new SharedCluster(),
                                    SharedCluster.class);
            shared.prepare();
            return shared;
        }
    }
}
