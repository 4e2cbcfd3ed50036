// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a savepoint while the job goes on. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        description = "Takes a canonical savepoint of the running job and prints its path.")
final class SavepointCommand implements Callable<Integer> {

    @Mixin private Place place;

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
        place.out().println(rest.savepoint(job.id, "", Duration.ofSeconds(timeout)));
        return 0;
    }
}
