// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.ClusterUnreachableException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands submissions to the cluster, and puts its refusals in the words of the one who asked. */
final class Submitter {

    private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);

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
        String jarId = upload(submission);
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
            forget(jarId);
        }
    }

    /** What cannot be uploaded does not run, unlike what was to run when nobody answered. */
    private String upload(Submission submission) {
        try {
            return rest.upload(submission.jar);
        } catch (ClusterUnreachableException e) {
            throw new ClusterException("cannot upload the jar: " + e.getMessage(), e);
        }
    }

    private void forget(String jarId) {
        try {
            rest.deleteJar(jarId);
        } catch (ClusterException e) {
            // A copy that nobody needs stays; what became of the job is worth more than that.
            LOG.warn("cannot remove the uploaded jar {}: {}", jarId, e.getMessage());
        }
    }
}
