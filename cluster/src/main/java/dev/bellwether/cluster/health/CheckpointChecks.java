// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.cluster.rest.Checkpoints;
import dev.bellwether.cluster.rest.Checkpoints.Checkpoint;
import dev.bellwether.cluster.rest.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with the checkpoints of a job. */
final class CheckpointChecks {

    /** Below that an age says more about the machine than about the job. */
    private static final Duration YOUNG = Duration.ofSeconds(30);

    /** What Flink gives as the interval of a job without periodic checkpoints. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Thresholds thresholds;
    private final long nowMillis;

    CheckpointChecks(Thresholds thresholds, long nowMillis) {
        this.thresholds = thresholds;
        this.nowMillis = nowMillis;
    }

    List<String> of(Job job, JsonNode config, Checkpoints checkpoints) {
        long interval = config.path("interval").asLong(NEVER);
        if (interval == NEVER) {
            return List.of("checkpoints are off: what it has read is lost with it");
        }
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
