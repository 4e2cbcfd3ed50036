// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import dev.bellwether.cluster.rest.Checkpoints;
import dev.bellwether.cluster.rest.Checkpoints.Checkpoint;
import dev.bellwether.cluster.rest.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be wrong with the checkpoints of a job. */
final class CheckpointChecks {

    /** Below that an age says more about the machine than about the job. */
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final Thresholds thresholds;
    private final long nowMillis;

    CheckpointChecks(Thresholds thresholds, long nowMillis) {
        this.thresholds = thresholds;
        this.nowMillis = nowMillis;
    }

    List<String> of(Job job, Optional<Duration> every, Checkpoints checkpoints) {
        if (every.isEmpty()) {
            return List.of("checkpoints are off: what the job has read is lost with it");
        }
        long interval = every.get().toMillis();
        List<String> reasons = new ArrayList<>();
        checkpoints
                .lastFailed
                .filter(failed -> failed.id > lastId(checkpoints))
                .ifPresent(failed -> reasons.add("the last checkpoint failed: " + failed.failure));
        long limit =
                Math.max((long) (interval * thresholds.checkpointAgeIntervals), YOUNG.toMillis());
        long since =
                checkpoints
                        .lastCompleted
                        .map(last -> last.triggeredMillis + last.durationMillis)
                        .orElse(job.startedMillis);
        if (nowMillis - since > limit) {
            reasons.add(
                    (checkpoints.lastCompleted.isPresent()
                                    ? "the last completed checkpoint is "
                                    : "no checkpoint has been completed for ")
                            + Words.millis(nowMillis - since)
                            + (checkpoints.lastCompleted.isPresent() ? " old" : "")
                            + ", at an interval of "
                            + Words.millis(interval));
        }
        checkpoints
                .lastCompleted
                .filter(c -> c.durationMillis > thresholds.checkpointDuration.toMillis())
                .ifPresent(
                        last ->
                                reasons.add(
                                        "the last checkpoint took "
                                                + Words.millis(last.durationMillis)));
        return reasons;
    }

    private static long lastId(Checkpoints checkpoints) {
        return checkpoints.lastCompleted.map((Checkpoint last) -> last.id).orElse(-1L);
    }
}
