// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import java.time.Duration;

/**
 * Replaces a running job by another version of it.
 *
 * <p>The new jar first lays out its job with its configuration, while the old job runs: what it
 * cannot do then stops nothing. Then the old job is stopped with a savepoint, and the new one goes
 * on from it. Healthy is: all tasks run, a checkpoint has been completed, and for a while nothing
 * has failed. If that does not come, the new job is cancelled and the old jar goes on with its own
 * configuration from the same savepoint; what the new job wrote meanwhile is written again.
 *
 * <p>Nothing is started before what ran is known to have ended: two jobs would write the same keys.
 */
final class Upgrade {

    /** What came of it, in the order of exit codes. */
    enum Outcome {
        UPGRADED,
        OLD_JOB_RUNS,
        NO_JOB_RUNS,
        /** For all that is known two would run if another were started. */
        UNCLEAR;

        int exitCode() {
            return Math.min(ordinal(), NO_JOB_RUNS.ordinal());
        }
    }

    private final ClusterRest rest;
    private final Submissions submissions;
    private final Submitter submitter;
    private final Steps steps;
    private final Stopping stopping;
    private final Trial trial;
    private final Duration limit;

    Upgrade(
            ClusterRest rest,
            Submissions submissions,
            Steps steps,
            Duration limit,
            Duration watch) {
        this.rest = rest;
        this.submissions = submissions;
        this.submitter = new Submitter(rest, submissions);
        this.steps = steps;
        this.stopping = new Stopping(rest, steps, limit);
        this.trial = new Trial(rest, submissions, steps, limit, watch);
        this.limit = limit;
    }

    Outcome from(Submission old, Submission next) {
        try {
            int vertices = submitter.plan(next);
            steps.say("checked: the new jar lays out " + vertices + " vertices");
        } catch (ClusterException e) {
            submissions.remove(next);
            steps.say("refused, nothing has changed: " + e.getMessage());
            return Outcome.OLD_JOB_RUNS;
        }
        String savepoint;
        try {
            savepoint = stopping.savepoint(old.jobId);
        } catch (UnclearException e) {
            submissions.remove(next);
            steps.say(e.getMessage());
            return Outcome.UNCLEAR;
        } catch (ClusterException e) {
            submissions.remove(next);
            return whenNotStopped(old, e);
        }
        steps.say("stopped job " + old.jobId + " with savepoint " + savepoint);
        try {
            trial.run(next, savepoint);
            steps.say("upgraded: submission " + next.number);
            return Outcome.UPGRADED;
        } catch (UnclearException e) {
            return unclear(
                    "the new job is not healthy: ", e, "the old one is not started", savepoint);
        } catch (ClusterException e) {
            steps.say("the new job is not healthy: " + e.getMessage());
        }
        return rollBack(old, savepoint);
    }

    /** A savepoint that failed leaves the job as it was. */
    private Outcome whenNotStopped(Submission old, ClusterException reason) {
        steps.say("cannot stop the old job: " + reason.getMessage());
        try {
            rest.awaitRunning(old.jobId, limit);
            steps.say("the old job runs on");
            return Outcome.OLD_JOB_RUNS;
        } catch (ClusterException e) {
            steps.say("the old job does not run: " + e.getMessage());
            return Outcome.NO_JOB_RUNS;
        }
    }

    private Outcome rollBack(Submission old, String savepoint) {
        steps.say("rolling back to submission " + old.number + " from the same savepoint");
        try {
            trial.run(old, savepoint);
            steps.say("rolled back: the old jar runs");
            return Outcome.OLD_JOB_RUNS;
        } catch (UnclearException e) {
            return unclear("the old job is not healthy either: ", e, "it is left alone", savepoint);
        } catch (ClusterException e) {
            steps.say(
                    "the old job is not healthy either: "
                            + e.getMessage()
                            + "; the savepoint is "
                            + savepoint);
            return Outcome.NO_JOB_RUNS;
        }
    }

    private Outcome unclear(String what, UnclearException why, String so, String savepoint) {
        steps.say(what + why.getMessage() + "; " + so + "; the savepoint is " + savepoint);
        return Outcome.UNCLEAR;
    }
}
