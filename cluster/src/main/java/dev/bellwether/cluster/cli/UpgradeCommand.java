// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces the running job by another jar or configuration, or leaves it as it was. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = {
            "Stops the running job with a savepoint, goes on from it with another jar, waits until"
                    + " that one is healthy, and goes back to the old jar if it is not.",
            "Exit code 0: upgraded; 1: refused or rolled back, the old job runs; 2: no job runs, or"
                    + " what runs could not be established."
        })
final class UpgradeCommand implements Callable<Integer> {

    @Mixin private Place place;

    @Parameters(
            index = "0",
            paramLabel = "JAR",
            defaultValue = "job/target/bellwether-application.jar",
            description = "The new application (${DEFAULT-VALUE}).")
    private Path jar;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The new configuration; default: the one that it runs with now.")
    private Path config;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Default: what it runs with now.")
    private int parallelism;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long each step may take (${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long it must then run without a failure (${DEFAULT-VALUE}).")
    private int watch;

    @Override
    public Integer call() {
        ClusterRest rest = place.cluster().rest();
        Job job = Place.onlyJob(rest);
        Submissions submissions = place.submissions();
        Submission old =
                submissions
                        .ofJob(job.id)
                        .orElseThrow(
                                () ->
                                        new ClusterException(
                                                "job "
                                                        + job.id
                                                        + " was not submitted with ./bellwether"
                                                        + " cluster: there is no copy of its jar"
                                                        + " to go back to"));
        Submission next =
                submissions.add(
                        jar,
                        config == null ? old.config : config,
                        config == null ? old.configOrigin : config.toString(),
                        parallelism > 0
                                ? Parallelism.fitting(parallelism, rest.overview().slots)
                                : old.parallelism);
        Upgrade upgrade =
                new Upgrade(
                        rest,
                        submissions,
                        new Steps(place.out(), System::nanoTime),
                        Duration.ofSeconds(timeout),
                        Duration.ofSeconds(watch));
        return upgrade.from(old, next).exitCode();
    }
}
