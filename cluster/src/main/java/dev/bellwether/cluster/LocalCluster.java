// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import dev.bellwether.cluster.processes.BackgroundProcess;
import dev.bellwether.cluster.processes.Ports;
import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * A JobManager and TaskManagers as processes of their own on 127.0.0.1, with checkpoints and
 * savepoints on the local disk, and a ZooKeeper beside them where high availability is wanted.
 *
 * <p>TaskManagers have numbers that count up and are not used again. A process that is killed is
 * gone as if its machine had lost power; nothing restarts it but {@link #startTaskManager} and
 * {@link #startJobManager}. Every port listens on 127.0.0.1 only, but whoever can reach it there
 * may run code: the cluster accepts jars without asking who sends them.
 */
public final class LocalCluster implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long STOP_MILLIS = 10_000;

    private final ClusterDirectory directory;
    private final FlinkProcesses processes;
    private final Configuration flink;
    private final ClusterRest rest;
    private final Thread killer = new Thread(this::killAll, "cluster-killer");
    private int lastTaskManager;
    private boolean closed;

    private LocalCluster(
            ClusterDirectory directory, FlinkProcesses processes, Configuration flink) {
        this.directory = directory;
        this.processes = processes;
        this.flink = flink;
        this.rest = new ClusterRest(URI.create("http://127.0.0.1:" + flink.get(RestOptions.PORT)));
        this.lastTaskManager = taskManagers().stream().reduce(0, Math::max);
    }

    public static LocalClusterBuilder builder() {
        return new LocalClusterBuilder();
    }

    /**
     * The cluster that runs in a directory, started by another process; nothing when there is none.
     * Processes that are started through it outlive this one.
     */
    public static Optional<LocalCluster> attach(Path path) {
        ClusterDirectory directory = new ClusterDirectory(path);
        if (!directory.hasConfiguration() || directory.processes().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LocalCluster(
                        directory,
                        new FlinkProcesses(
                                Installation.find(), directory, Path.of(""), Map.of(), false),
                        directory.readConfiguration()));
    }

    static LocalCluster start(LocalClusterBuilder wanted) {
        ClusterDirectory directory = new ClusterDirectory(wanted.directory);
        if (!directory.processes().isEmpty()) {
            throw new ClusterException("a cluster is running in " + directory.root() + " already");
        }
        int webPort = wanted.webPort == 0 ? Ports.free() : wanted.webPort;
        if (!Ports.isFree(webPort)) {
            throw new ClusterException("port " + webPort + " of 127.0.0.1 is taken");
        }
        Configuration flink = ClusterConfiguration.of(wanted, directory, webPort, Ports.free());
        int zooKeeperPort = Ports.free();
        if (wanted.highAvailability) {
            ClusterConfiguration.highAvailability(flink, directory, zooKeeperPort);
        }
        directory.prepare(flink);
        LocalCluster cluster =
                new LocalCluster(
                        directory,
                        new FlinkProcesses(
                                Installation.find(),
                                directory,
                                wanted.workingDirectory,
                                wanted.environment,
                                wanted.endsWithThisProcess),
                        flink);
        Runtime.getRuntime().addShutdownHook(cluster.killer);
        try {
            if (wanted.highAvailability) {
                cluster.startZooKeeper(zooKeeperPort);
            }
            cluster.startJobManager();
            for (int i = 0; i < wanted.taskManagers; i++) {
                cluster.startTaskManager();
            }
            cluster.awaitTaskManagers(wanted.taskManagers);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        if (!wanted.endsWithThisProcess) {
            Runtime.getRuntime().removeShutdownHook(cluster.killer);
        }
        return cluster;
    }

    private void startZooKeeper(int port) {
        processes.startZooKeeper(port);
        Waiting.until(
                START_LIMIT,
                "ZooKeeper on port " + port,
                () -> {
                    process(FlinkProcesses.ZOO_KEEPER);
                    return Optional.of(port).filter(Ports::answers);
                });
    }

    public Path directory() {
        return directory.root();
    }

    /** Where savepoints go unless told otherwise. */
    public Path savepoints() {
        return directory.savepoints();
    }

    public Path logs() {
        return directory.logs();
    }

    public ClusterRest rest() {
        return rest;
    }

    /** The ids of all its processes that are alive, by name. */
    public Map<String, Long> pids() {
        return directory.processes().stream()
                .collect(Collectors.toMap(BackgroundProcess::name, BackgroundProcess::pid));
    }

    /** The numbers of the TaskManagers whose processes are alive, ascending. */
    public List<Integer> taskManagers() {
        return directory.processes().stream()
                .map(BackgroundProcess::name)
                .filter(name -> name.startsWith(FlinkProcesses.TASK_MANAGER))
                .map(name -> Integer.valueOf(name.substring(FlinkProcesses.TASK_MANAGER.length())))
                .sorted()
                .collect(Collectors.toList());
    }

    /** How many it was started with. */
    public int taskManagersAtStart() {
        return flink.get(ClusterConfiguration.TASK_MANAGERS);
    }

    /** Starts one more and gives its number; it has not registered yet. */
    public int startTaskManager() {
        lastTaskManager++;
        processes.startTaskManager(flink, lastTaskManager);
        return lastTaskManager;
    }

    /** SIGKILL; returns when the process is gone, which the JobManager has yet to notice. */
    public void killTaskManager(int number) {
        process(FlinkProcesses.TASK_MANAGER + number).kill();
    }

    /** Starts a JobManager where there is none; jobs come back with high availability only. */
    public void startJobManager() {
        if (find(FlinkProcesses.JOB_MANAGER).isPresent()) {
            throw new ClusterException("the JobManager is running");
        }
        processes.startJobManager(flink);
    }

    /**
     * Starts what has died since the cluster was started, returns when it is complete again, and
     * says how many processes that were.
     */
    public int startMissing() {
        int before = directory.processes().size();
        String zooKeeper = flink.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM);
        if (zooKeeper != null && find(FlinkProcesses.ZOO_KEEPER).isEmpty()) {
            startZooKeeper(Integer.parseInt(zooKeeper.substring(zooKeeper.lastIndexOf(':') + 1)));
        }
        if (find(FlinkProcesses.JOB_MANAGER).isEmpty()) {
            startJobManager();
        }
        while (taskManagers().size() < taskManagersAtStart()) {
            startTaskManager();
        }
        int started = directory.processes().size() - before;
        awaitTaskManagers(taskManagers().size());
        return started;
    }

    /** SIGKILL; returns when the process is gone. */
    public void killJobManager() {
        process(FlinkProcesses.JOB_MANAGER).kill();
    }

    /**
     * Returns when the JobManager answers and knows exactly so many TaskManagers and their slots.
     *
     * @throws ClusterException when that takes longer than two minutes, or when a process that is
     *     needed for it has ended
     */
    public void awaitTaskManagers(int number) {
        Waiting.until(
                START_LIMIT,
                number + " TaskManagers; see " + directory.logs(),
                () -> {
                    process(FlinkProcesses.JOB_MANAGER);
                    if (taskManagers().size() < number) {
                        throw new ClusterException(
                                "a TaskManager has ended by itself; see " + directory.logs());
                    }
                    // A TaskManager registers first and reports its slots a moment later.
                    return rest.overviewIfUp()
                            .filter(now -> now.taskManagers == number)
                            .filter(now -> now.slots == number * slotsEach());
                });
    }

    private int slotsEach() {
        return flink.get(TaskManagerOptions.NUM_TASK_SLOTS);
    }

    private Optional<BackgroundProcess> find(String name) {
        return directory.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst();
    }

    private BackgroundProcess process(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new ClusterException(
                                        "the process "
                                                + name
                                                + " is not running; see "
                                                + directory.logs().resolve(name + ".log")
                                                + " and .out"));
    }

    /** Ends all processes; checkpoints, savepoints and logs stay. A second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<BackgroundProcess> running = directory.processes();
        running.stream()
                .filter(process -> !process.name().equals(FlinkProcesses.ZOO_KEEPER))
                .forEach(BackgroundProcess::terminate);
        long end = System.nanoTime() + Duration.ofMillis(STOP_MILLIS).toNanos();
        for (BackgroundProcess process : running) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (process.name().equals(FlinkProcesses.ZOO_KEEPER)
                    || !process.awaitEnd(Math.max(left, 0))) {
                process.kill();
            }
        }
        directory.removeTransient();
        removeHook();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook will find nothing left to do.
            assert closed;
        }
    }

    private void killAll() {
        directory.processes().forEach(BackgroundProcess::kill);
    }
}
