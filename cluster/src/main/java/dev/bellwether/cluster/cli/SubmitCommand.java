// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the application jar on the cluster. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Runs the application jar with a configuration; returns when all tasks run.")
final class SubmitCommand implements Callable<Integer> {

    @Mixin private Place place;

    @Option(
            names = "--jar",
            paramLabel = "JAR",
            defaultValue = "job/target/bellwether-application.jar",
            description = "The application (${DEFAULT-VALUE}).")
    private Path jar;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The job's.")
    private Path config;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Default: all slots but those of one TaskManager, which may be lost.")
    private int parallelism;

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            defaultValue = "",
            description = "Goes on from a savepoint or a checkpoint; default: begins empty.")
    private String from;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long the tasks may take to run (${DEFAULT-VALUE}).")
    private int timeout;

    @Override
    public Integer call() {
        LocalCluster cluster = place.cluster();
        ClusterRest rest = cluster.rest();
        List<Job> present = Place.present(rest);
        if (!present.isEmpty()) {
            throw new ClusterException(
                    "job "
                            + present.get(0).id
                            + " is running already; ./bellwether cluster upgrade replaces it,"
                            + " ./bellwether cluster stop ends it");
        }
        Submissions submissions = place.submissions();
        Submission submission =
                submissions.add(
                        jar,
                        config,
                        config.toString(),
                        parallelism > 0
                                ? Parallelism.fitting(parallelism, rest.overview().freeSlots)
                                : Parallelism.of(cluster));
        String job;
        try {
            job = new Submitter(rest, submissions).start(submission, from).jobId;
        } catch (ClusterException e) {
            submissions.remove(submission);
            throw e;
        }
        place.out().println("Job " + job + " is submitted; waiting for its tasks …");
        place.out().flush();
        rest.awaitRunning(job, Duration.ofSeconds(timeout));
        place.out().println("Running at " + rest.base() + "/#/job/running/" + job + "/overview");
        return 0;
    }
}
