// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.Checkpoints.Checkpoint;
import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import dev.bellwether.cluster.rest.Overview;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What there is at the moment. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says which processes run, which jobs, and when the last checkpoint was.")
final class StatusCommand implements Callable<Integer> {

    @Mixin private Place place;

    @Override
    public Integer call() {
        LocalCluster cluster = place.cluster();
        PrintWriter out = place.out();
        new TreeMap<>(cluster.pids())
                .forEach((name, pid) -> out.println(name + "  process " + pid));
        ClusterRest rest = cluster.rest();
        Optional<Overview> overview = rest.overviewIfUp();
        if (overview.isEmpty()) {
            throw new ClusterException("no JobManager answers at " + rest.base());
        }
        out.println(
                "Flink "
                        + overview.get().flinkVersion
                        + " at "
                        + rest.base()
                        + ": "
                        + overview.get().taskManagers
                        + " TaskManagers, "
                        + overview.get().freeSlots
                        + " of "
                        + overview.get().slots
                        + " slots free");
        for (Job job : rest.jobs()) {
            out.println(
                    job.name
                            + "  "
                            + job.state
                            + "  "
                            + job.id
                            + "  since "
                            + Instant.ofEpochMilli(job.startedMillis)
                            + place.submissions()
                                    .ofJob(job.id)
                                    .map(s -> "  submission " + s.number + ", " + s.configOrigin)
                                    .orElse(""));
            if (!job.hasEnded()) {
                rest.checkpoints(job.id)
                        .lastCompleted
                        .map(StatusCommand::line)
                        .ifPresent(out::println);
            }
        }
        return 0;
    }

    private static String line(Checkpoint last) {
        return "  checkpoint "
                + last.id
                + " of "
                + Instant.ofEpochMilli(last.triggeredMillis)
                + ", "
                + last.stateBytes
                + " bytes, took "
                + last.durationMillis
                + " ms";
    }
}
