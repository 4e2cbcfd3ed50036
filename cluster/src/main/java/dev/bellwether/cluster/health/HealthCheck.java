// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.ClusterUnreachableException;
import dev.bellwether.cluster.rest.Job;
import dev.bellwether.cluster.rest.Overview;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a cluster's REST API and judges it.
 *
 * <p>Metrics are taken by the end of their names, wherever in the job they are registered; one that
 * is not there is not judged. Flink's REST server collects them only when it is asked, so it is
 * asked twice, with a pause in between: what it answers first may be as old as the last visit.
 */
public final class HealthCheck {

    private final ClusterRest rest;
    private final Thresholds thresholds;
    private final Clock clock;
    private final Duration pause;

    /**
     * @param clock the present, against which ages are told
     * @param pause between the two questions for metrics; a second is enough for Flink
     */
    public HealthCheck(ClusterRest rest, Thresholds thresholds, Clock clock, Duration pause) {
        this.rest = rest;
        this.thresholds = thresholds;
        this.clock = clock;
        this.pause = pause;
    }

    /** The verdict at this moment; never throws because of the cluster's state. */
    public Health now() {
        try {
            List<String> reasons = new ArrayList<>(cluster(rest.overview()));
            List<Job> jobs = rest.jobs();
            List<Job> present =
                    jobs.stream().filter(job -> !job.hasEnded()).collect(Collectors.toList());
            if (present.isEmpty()) {
                reasons.add(noJob(jobs));
            }
            for (Job job : present) {
                String prefix = present.size() > 1 ? "job " + job.name + ": " : "";
                job(rest.job(job.id)).forEach(reason -> reasons.add(prefix + reason));
            }
            return Health.of(reasons);
        } catch (ClusterUnreachableException e) {
            return Health.down(e.getMessage());
        } catch (ClusterException e) {
            return Health.of(List.of("the cluster refuses to tell: " + e.getMessage()));
        }
    }

    private List<String> cluster(Overview overview) {
        List<String> reasons = new ArrayList<>();
        int wanted = Math.max(thresholds.taskManagers, 1);
        if (overview.taskManagers < wanted) {
            reasons.add(overview.taskManagers + " of " + wanted + " TaskManagers are there");
        }
        if (overview.freeSlots < thresholds.freeSlots) {
            reasons.add(
                    overview.freeSlots + " slots are free, " + thresholds.freeSlots + " should be");
        }
        return reasons;
    }

    private String noJob(List<Job> jobs) {
        Optional<Job> newest = jobs.stream().max(Comparator.comparingLong(j -> j.startedMillis));
        if (newest.isEmpty()) {
            return "no job is running";
        }
        Job job = newest.get();
        String cause =
                job.state.equals("FAILED")
                        ? rest.rootException(job.id).map(e -> ": " + e).orElse("")
                        : "";
        return "no job is running; the last, " + job.name + ", is " + job.state + cause;
    }

    private List<String> job(Job job) {
        List<String> reasons = new ArrayList<>(state(job));
        reasons.addAll(
                new CheckpointChecks(thresholds, clock.millis())
                        .of(job, rest.checkpointInterval(job.id), rest.checkpoints(job.id)));
        // The first question only makes the server collect.
        Figures.of(rest, job);
        Pause.of(pause);
        reasons.addAll(new FigureChecks(thresholds).of(Figures.of(rest, job)));
        return reasons;
    }

    private List<String> state(Job job) {
        List<String> reasons = new ArrayList<>();
        if (!job.state.equals("RUNNING")) {
            reasons.add("the job is " + job.state);
        } else {
            for (Job.Vertex vertex : job.vertices) {
                if (vertex.missing() > 0) {
                    reasons.add(
                            vertex.missing()
                                    + " of "
                                    + vertex.parallelism
                                    + " tasks of '"
                                    + vertex.name
                                    + "' are not running");
                }
            }
        }
        List<String> failures =
                rest.failuresSince(job.id, clock.millis() - thresholds.restartsWithin.toMillis());
        if (!failures.isEmpty()) {
            reasons.add(
                    "it failed "
                            + (failures.size() == 1 ? "once" : failures.size() + " times")
                            + " within "
                            + Words.of(thresholds.restartsWithin)
                            + ", last because: "
                            + failures.get(0));
        }
        return reasons;
    }
}
