// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.ClusterUnreachableException;
import dev.bellwether.cluster.rest.Job;
import dev.bellwether.cluster.rest.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts a submission and watches whether it is healthy; if not, sees to it that it has ended.
 *
 * <p>A cluster that does not answer says nothing about the job: a JobManager that is just being
 * replaced is waited for, each time up to the limit of a step.
 */
final class Trial {

    private final ClusterRest rest;
    private final Submitter submitter;
    private final Submissions submissions;
    private final Steps steps;
    private final Duration limit;
    private final Duration watch;

    Trial(ClusterRest rest, Submissions submissions, Steps steps, Duration limit, Duration watch) {
        this.rest = rest;
        this.submitter = new Submitter(rest, submissions);
        this.submissions = submissions;
        this.steps = steps;
        this.limit = limit;
        this.watch = watch;
    }

    /**
     * Returns when the submission is healthy.
     *
     * @throws UnclearException when it is not, and its job is not known to have ended either
     * @throws ClusterException when it is not, and nothing of it is left running
     */
    void run(Submission submission, String savepoint) {
        String job = start(submission, savepoint);
        steps.say("started job " + job);
        try {
            awaitHealthy(job);
        } catch (ClusterException e) {
            end(job, e);
            throw e;
        }
    }

    // ---- start -----------------------------------------------------------------------------

    private String start(Submission submission, String savepoint) {
        try {
            return submitter.start(submission, savepoint).jobId;
        } catch (ClusterException e) {
            // The answer may have been lost where the job was not.
            Optional<Job> begun = begun(e);
            if (begun.isPresent()) {
                String job = begun.get().id;
                submissions.started(submission, job);
                end(job, e);
            }
            throw e;
        }
    }

    /** The job that runs in spite of the failed attempt to start it; nothing if none does. */
    private Optional<Job> begun(ClusterException reason) {
        boolean lost = reason instanceof ClusterUnreachableException;
        Optional<Optional<Job>> seen =
                Waiting.within(
                        limit,
                        () -> {
                            Optional<Optional<Job>> present = answered(this::present);
                            // Who gave no answer may be at it still: absence now proves nothing.
                            return lost ? present.filter(Optional::isPresent) : present;
                        });
        return seen.orElseThrow(
                () ->
                        new UnclearException(
                                "whether its job has been started is not known: "
                                        + reason.getMessage(),
                                reason));
    }

    private Optional<Job> present() {
        return rest.jobs().stream().filter(job -> !job.hasEnded()).findFirst();
    }

    // ---- watch -----------------------------------------------------------------------------

    private void awaitHealthy(String job) {
        Waiting.until(
                limit,
                "all tasks to run",
                () -> unfailed(job).filter(now -> now.allTasksRunning()));
        steps.say("all tasks run");
        Waiting.until(
                limit,
                "a completed checkpoint",
                () ->
                        unfailed(job)
                                .flatMap(now -> answered(() -> rest.checkpoints(job)))
                                .flatMap(checkpoints -> checkpoints.lastCompleted));
        steps.say("a checkpoint has been completed");
        long end = System.nanoTime() + watch.toNanos();
        Waiting.until(
                watch.plus(limit),
                "all tasks to run without a failure",
                () ->
                        unfailed(job)
                                .filter(now -> System.nanoTime() - end >= 0)
                                .filter(now -> now.allTasksRunning() || now.hasEnded()));
        steps.say("nothing has failed for " + watch.toSeconds() + " s");
    }

    /** The job; nothing while nobody tells about it. */
    private Optional<Job> unfailed(String job) {
        Optional<Optional<String>> failure = answered(() -> rest.rootException(job));
        failure.flatMap(known -> known)
                .ifPresent(
                        cause -> {
                            throw new ClusterException("it failed: " + cause);
                        });
        Optional<Job> now = failure.flatMap(known -> answered(() -> rest.job(job)));
        now.map(known -> known.state)
                .filter(state -> state.equals("CANCELED") || state.equals("FAILED"))
                .ifPresent(
                        state -> {
                            throw new ClusterException("it is " + state);
                        });
        return now;
    }

    // ---- end -------------------------------------------------------------------------------

    /** Returns when the job has ended, which it is told to as often as it takes. */
    private void end(String job, ClusterException reason) {
        Optional<Job> ended =
                Waiting.within(
                        limit, () -> answered(() -> rest.job(job)).filter(now -> ended(now)));
        if (ended.isEmpty()) {
            throw new UnclearException(
                    "job "
                            + job
                            + " is to be cancelled ("
                            + reason.getMessage()
                            + "), but is not known to have ended",
                    reason);
        }
        steps.say("job " + job + " has ended");
    }

    private boolean ended(Job job) {
        // A JobManager that has just taken over has not heard of an earlier request.
        if (!job.hasEnded() && !job.state.equals("CANCELLING")) {
            answered(
                    () -> {
                        rest.cancel(job.id);
                        return job.id;
                    });
        }
        return job.hasEnded();
    }

    /** Nothing where the cluster does not answer, or cannot; the limit of the wait is patience. */
    private static <T> Optional<T> answered(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ClusterException e) {
            return Optional.empty();
        }
    }
}
