// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.ClusterUnreachableException;
import dev.bellwether.cluster.rest.OperationFailedException;
import dev.bellwether.cluster.rest.Waiting;
import java.time.Duration;
import java.util.Optional;

/**
 * Stops a job with a savepoint, and never takes impatience for a failure: a savepoint that lasts
 * longer than expected still ends the job when it is done.
 */
final class Stopping {

    /** Limits, after each of which it says so; Flink itself gives a savepoint ten minutes. */
    private static final int PATIENCE = 10;

    private final ClusterRest rest;
    private final Steps steps;
    private final Duration limit;

    Stopping(ClusterRest rest, Steps steps, Duration limit) {
        this.rest = rest;
        this.steps = steps;
        this.limit = limit;
    }

    /**
     * The path of the savepoint, once the job has ended.
     *
     * @throws UnclearException when it is not known whether the job has been stopped or will be
     * @throws ClusterException when the cluster refused, or the savepoint failed
     */
    String savepoint(String job) {
        String trigger = trigger(job);
        String path = path(job, trigger);
        try {
            rest.awaitEnd(job, limit);
            return path;
        } catch (ClusterException e) {
            throw new UnclearException(
                    "savepoint " + path + " is complete, but the job goes on: " + e.getMessage(),
                    e);
        }
    }

    private String trigger(String job) {
        try {
            return rest.triggerStop(job, "", false);
        } catch (ClusterUnreachableException e) {
            throw new UnclearException(
                    "whether job " + job + " is being stopped is not known: " + e.getMessage(), e);
        }
    }

    private String path(String job, String trigger) {
        for (int waits = 0; waits < PATIENCE; waits++) {
            Optional<String> path = Waiting.within(limit, () -> answer(job, trigger));
            if (path.isPresent()) {
                return path.get();
            }
            steps.say(
                    "still stopping job "
                            + job
                            + ": its savepoint is not done and has not failed (trigger "
                            + trigger
                            + ")");
        }
        throw new UnclearException(
                "job "
                        + job
                        + " is still stopping, and will end when its savepoint is done; "
                        + rest.base()
                        + "/jobs/"
                        + job
                        + "/savepoints/"
                        + trigger
                        + " will tell where that is",
                null);
    }

    private Optional<String> answer(String job, String trigger) {
        try {
            return rest.savepointIfDone(job, trigger);
        } catch (ClusterUnreachableException e) {
            // Not yet; the limit of the wait is the limit of patience.
            return Optional.empty();
        } catch (OperationFailedException e) {
            throw e;
        } catch (ClusterException e) {
            throw new UnclearException(
                    "what became of stopping job "
                            + job
                            + " (trigger "
                            + trigger
                            + ") is not known: "
                            + e.getMessage(),
                    e);
        }
    }
}
