// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.ClusterUnreachableException;
import java.util.function.Function;

/** Hands submissions to the cluster, and puts its refusals in the words of the one who asked. */
final class Submitter {

    private final ClusterRest rest;
    private final Submissions submissions;

    Submitter(ClusterRest rest, Submissions submissions) {
        this.rest = rest;
        this.submissions = submissions;
    }

    /** Runs it and writes down its job's id; {@code savepoint} may be empty. */
    Submission start(Submission submission, String savepoint) {
        String job =
                withUploaded(submission, jarId -> rest.run(jarId, submission.request(savepoint)));
        return submissions.started(submission, job);
    }

    /** Lets it lay out its job without running it; gives the number of its vertices. */
    int plan(Submission submission) {
        return withUploaded(submission, jarId -> rest.plan(jarId, submission.request("")));
    }

    private <T> T withUploaded(Submission submission, Function<String, T> use) {
        String jarId = rest.upload(submission.jar);
        try {
            return use.apply(jarId);
        } catch (ClusterUnreachableException e) {
            throw e;
        } catch (ClusterException e) {
            // The person knows the file that was given, not the copy of it.
            throw new ClusterException(
                    e.getMessage().replace(submission.config.toString(), submission.configOrigin),
                    e);
        } finally {
            rest.deleteJar(jarId);
        }
    }
}
