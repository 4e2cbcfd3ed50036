// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Waiting;
import java.time.Duration;
import java.util.Optional;

/**
 * Replaces a running job by another version of it.
 *
 * <p>The new jar first lays out its job with its configuration, while the old job runs: what it
 * cannot do then stops nothing. Then the old job is stopped with a savepoint, and the new one goes
 * on from it. Healthy is: all tasks run, a checkpoint has been completed, and for a while nothing
 * has failed. If that does not come, the new job is cancelled and the old jar goes on with its own
 * configuration from the same savepoint; what the new job wrote meanwhile is written again.
 */
final class Upgrade {

    /** What came of it, in the order of exit codes. */
    enum Outcome {
        UPGRADED,
        OLD_JOB_RUNS,
        NO_JOB_RUNS;

        int exitCode() {
            return ordinal();
        }
    }

    private final ClusterRest rest;
    private final Submissions submissions;
    private final Submitter submitter;
    private final Steps steps;
    private final Duration limit;
    private final Duration watch;

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
        this.limit = limit;
        this.watch = watch;
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
            savepoint = rest.stop(old.jobId, "", false, limit);
        } catch (ClusterException e) {
            submissions.remove(next);
            return whenNotStopped(old, e);
        }
        steps.say("stopped job " + old.jobId + " with savepoint " + savepoint);
        try {
            go(next, savepoint);
            steps.say("upgraded: submission " + next.number);
            return Outcome.UPGRADED;
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
            go(old, savepoint);
            steps.say("rolled back: the old jar runs");
            return Outcome.OLD_JOB_RUNS;
        } catch (ClusterException e) {
            steps.say(
                    "the old job is not healthy either: "
                            + e.getMessage()
                            + "; the savepoint is "
                            + savepoint);
            return Outcome.NO_JOB_RUNS;
        }
    }

    /** Starts a submission and returns when it is healthy; else nothing of it is left running. */
    private void go(Submission submission, String savepoint) {
        String job = submitter.start(submission, savepoint).jobId;
        steps.say("started job " + job);
        try {
            awaitHealthy(job);
        } catch (ClusterException e) {
            if (!rest.job(job).hasEnded()) {
                rest.cancel(job);
                rest.awaitEnd(job, limit);
                steps.say("cancelled job " + job);
            }
            throw e;
        }
    }

    private void awaitHealthy(String job) {
        Waiting.until(
                limit,
                "all tasks to run",
                () -> {
                    refuseFailure(job);
                    return Optional.of(rest.job(job)).filter(now -> now.allTasksRunning());
                });
        steps.say("all tasks run");
        Waiting.until(
                limit,
                "a completed checkpoint",
                () -> {
                    refuseFailure(job);
                    return rest.checkpoints(job).lastCompleted;
                });
        steps.say("a checkpoint has been completed");
        long end = System.nanoTime() + watch.toNanos();
        Waiting.until(
                watch.plus(limit),
                "nothing to fail",
                () -> {
                    refuseFailure(job);
                    return System.nanoTime() < end ? Optional.empty() : Optional.of(job);
                });
        steps.say("nothing has failed for " + watch.toSeconds() + " s");
    }

    private void refuseFailure(String job) {
        Optional<String> failure = rest.rootException(job);
        if (failure.isPresent()) {
            throw new ClusterException("it failed: " + failure.get());
        }
        String state = rest.job(job).state;
        if (state.equals("CANCELED") || state.equals("FAILED")) {
            throw new ClusterException("it is " + state);
        }
    }
}
