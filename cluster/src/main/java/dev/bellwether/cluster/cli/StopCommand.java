// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends the job so that it can go on later. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Ends the running job with a savepoint and prints its path; the cluster"
                        + " stays up.")
final class StopCommand implements Callable<Integer> {

    @Mixin private Place place;

    @Option(
            names = "--drain",
            description = "For good: windows fire early and what is buffered is written.")
    private boolean drain;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long it may take (${DEFAULT-VALUE}).")
    private int timeout;

    @Override
    public Integer call() {
        ClusterRest rest = place.cluster().rest();
        Job job = Place.onlyJob(rest);
        place.out().println(rest.stop(job.id, "", drain, Duration.ofSeconds(timeout)));
        return 0;
    }
}
