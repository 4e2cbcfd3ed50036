// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.StateBackend;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a cluster that outlives the command. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a JobManager and TaskManagers, each a process of its own on 127.0.0.1.",
            "In a cluster that is up already, starts again what has died; the options are then"
                    + " those that it was started with.",
            "They see the environment variables of this command: secrets (env:NAME) too."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin private Place place;

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many TaskManagers (${DEFAULT-VALUE}).")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "2",
            description = "Slots of each (${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--ha",
            description = "With a ZooKeeper, so that jobs survive the JobManager's death.")
    private boolean highAvailability;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            description = "Port of the web UI; default: any free one, which is printed.")
    private int port;

    @Option(
            names = "--state-backend",
            defaultValue = "rocksdb",
            description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private StateBackend stateBackend;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Seconds between checkpoints (${DEFAULT-VALUE}).")
    private int checkpointInterval;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any of Flink's options; may be given several times.")
    private TreeMap<String, String> settings = new TreeMap<>();

    @Override
    public Integer call() {
        PrintWriter out = place.out();
        Optional<LocalCluster> present = place.find();
        if (present.isPresent()) {
            int started = present.get().startMissing();
            out.println(
                    "Up already: "
                            + present.get().rest().base()
                            + (started == 0 ? "" : "; started what was missing: " + started));
            return 0;
        }
        var builder =
                LocalCluster.builder()
                        .directory(place.directory())
                        .taskManagers(taskManagers)
                        .slotsEach(slots)
                        .webPort(port)
                        .stateBackend(stateBackend)
                        .checkpointInterval(Duration.ofSeconds(checkpointInterval))
                        .highAvailability(highAvailability)
                        // The platform's default: the cluster does not know yet what it will run.
                        .genericTypes(true)
                        .outlivesThisProcess();
        settings.forEach(builder::setting);
        out.println("Starting a JobManager and " + taskManagers + " TaskManagers …");
        out.flush();
        // Not closed: the processes are to live on.
        @SuppressWarnings("resource")
        LocalCluster cluster = builder.start();
        out.println("Up: " + cluster.rest().base() + " (this machine only)");
        out.println("Logs, checkpoints, savepoints: " + cluster.directory());
        return 0;
    }
}
