// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which cluster a command is about, and where it says what it does. */
final class Place {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = "data/cluster",
            description = "Where the cluster keeps what it has (${DEFAULT-VALUE}).")
    private Path directory;

    Path directory() {
        return directory;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    Optional<LocalCluster> find() {
        return LocalCluster.attach(directory);
    }

    LocalCluster cluster() {
        return find().orElseThrow(
                        () ->
                                new ClusterException(
                                        "no cluster is up in "
                                                + directory
                                                + "; ./bellwether cluster up starts one"));
    }

    Submissions submissions() {
        return new Submissions(directory.resolve("submissions"));
    }

    static List<Job> present(ClusterRest rest) {
        return rest.jobs().stream().filter(job -> !job.hasEnded()).collect(Collectors.toList());
    }

    /** The job, of which there must be exactly one. */
    static Job onlyJob(ClusterRest rest) {
        List<Job> jobs = present(rest);
        if (jobs.isEmpty()) {
            throw new ClusterException(
                    "no job is running; ./bellwether cluster submit --config FILE starts one");
        }
        if (jobs.size() > 1) {
            throw new ClusterException(
                    "there are "
                            + jobs.size()
                            + " jobs ("
                            + jobs.stream().map(job -> job.id).collect(Collectors.joining(", "))
                            + ") and it cannot be told which is meant; cancel all but one at "
                            + rest.base());
        }
        return jobs.get(0);
    }
}
