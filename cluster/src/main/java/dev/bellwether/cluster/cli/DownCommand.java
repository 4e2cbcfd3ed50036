// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.Job;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the cluster's processes. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Ends all processes of the cluster; checkpoints, savepoints and logs stay.")
final class DownCommand implements Callable<Integer> {

    @Mixin private Place place;

    @Override
    public Integer call() {
        try (LocalCluster cluster = place.cluster()) {
            if (cluster.rest().overviewIfUp().isPresent()) {
                for (Job job : Place.present(cluster.rest())) {
                    sayWhereItCanGoOn(cluster, job);
                }
            }
        }
        place.out().println("Down.");
        return 0;
    }

    private void sayWhereItCanGoOn(LocalCluster cluster, Job job) {
        cluster.rest()
                .checkpoints(job.id)
                .lastCompleted
                .map(last -> "The job can go on with: submit --from " + last.path)
                .ifPresent(place.out()::println);
    }
}
