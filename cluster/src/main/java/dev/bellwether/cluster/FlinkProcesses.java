// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.cluster.processes.BackgroundProcess;
import dev.bellwether.cluster.processes.BoundProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** Starts the programs of a cluster, with the flags that Flink's own scripts would give them. */
final class FlinkProcesses {

    static final String JOB_MANAGER = "jobmanager";
    static final String TASK_MANAGER = "taskmanager-";
    static final String ZOO_KEEPER = "zookeeper";

    private static final List<Path> SET_SID =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final Installation installation;
    private final ClusterDirectory directory;
    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final boolean endWithThisProcess;

    FlinkProcesses(
            Installation installation,
            ClusterDirectory directory,
            Path workingDirectory,
            Map<String, String> environment,
            boolean endWithThisProcess) {
        this.installation = installation;
        this.directory = directory;
        this.workingDirectory = workingDirectory.toAbsolutePath();
        this.environment = Map.copyOf(environment);
        this.endWithThisProcess = endWithThisProcess;
    }

    BackgroundProcess startJobManager(Configuration flink) {
        JobManagerProcessSpec memory =
                JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
                        flink, JobManagerOptions.JVM_HEAP_MEMORY);
        List<String> flags = words(JobManagerProcessUtils.generateJvmParametersStr(memory, flink));
        flags.add("-XX:+UseSerialGC");
        List<String> arguments = new ArrayList<>();
        arguments.add("--configDir");
        arguments.add(directory.configuration().toString());
        arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        return start(
                JOB_MANAGER, flags, StandaloneSessionClusterEntrypoint.class.getName(), arguments);
    }

    BackgroundProcess startTaskManager(Configuration flink, int number) {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(flink);
        List<String> flags = words(ProcessMemoryUtils.generateJvmParametersStr(memory));
        flags.add("-XX:+UseParallelGC");
        List<String> arguments = new ArrayList<>();
        arguments.add("--configDir");
        arguments.add(directory.configuration().toString());
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.add("-D");
        arguments.add("taskmanager.resource-id=" + TASK_MANAGER + number);
        return start(TASK_MANAGER + number, flags, TaskManagerRunner.class.getName(), arguments);
    }

    /** A real ZooKeeper server, alone; it comes within Flink's own artifacts. */
    BackgroundProcess startZooKeeper(int port) {
        try {
            Files.createDirectories(directory.zooKeeper());
            Files.write(
                    directory.zooKeeperConfiguration(),
                    List.of(
                            "dataDir=" + directory.zooKeeper(),
                            "clientPort=" + port,
                            "clientPortAddress=127.0.0.1",
                            "tickTime=1000",
                            "admin.enableServer=false",
                            "audit.enable=false"),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot configure ZooKeeper", e);
        }
        return start(
                ZOO_KEEPER,
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                FlinkZooKeeperQuorumPeer.class.getName(),
                List.of(
                        "--zkConfigFile",
                        directory.zooKeeperConfiguration().toString(),
                        "--peerId",
                        "1"));
    }

    private BackgroundProcess start(
            String name, List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (!endWithThisProcess) {
            // A session of its own: Ctrl-C or the end of the caller's terminal is not for it.
            SET_SID.stream()
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(Path::toString)
                    .ifPresent(command::add);
        }
        command.add(installation.java().toString());
        command.addAll(flags);
        command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
        command.add("-Djava.io.tmpdir=" + directory.temporary());
        command.add("-Dlog4j2.configurationFile=" + directory.logging());
        command.add("-Dlog.file=" + directory.logs().resolve(name + ".log"));
        command.add("-cp");
        if (endWithThisProcess) {
            command.add(installation.classPathWithBoundProgram());
            command.add(BoundProgram.class.getName());
            command.add(String.valueOf(ProcessHandle.current().pid()));
        } else {
            command.add(installation.classPath());
        }
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder program =
                new ProcessBuilder(command)
                        .directory(workingDirectory.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(directory.logs().resolve(name + ".out").toFile());
        program.environment().putAll(environment);
        return BackgroundProcess.start(name, directory.records(), program);
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Arrays.asList(text.trim().split("\\s+")));
    }
}
