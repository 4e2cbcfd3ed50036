// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The checkpoints of a job since its JobManager began to run it. */
public final class Checkpoints {

    public final int completed;
    public final int failed;
    public final int restored;

    /** Absent before the first. */
    public final Optional<Checkpoint> lastCompleted;

    /** Absent where none failed. */
    public final Optional<Checkpoint> lastFailed;

    private Checkpoints(
            int completed,
            int failed,
            int restored,
            Optional<Checkpoint> lastCompleted,
            Optional<Checkpoint> lastFailed) {
        this.completed = completed;
        this.failed = failed;
        this.restored = restored;
        this.lastCompleted = lastCompleted;
        this.lastFailed = lastFailed;
    }

    static Checkpoints of(JsonNode node) {
        JsonNode counts = node.path("counts");
        JsonNode latest = node.path("latest");
        return new Checkpoints(
                counts.path("completed").asInt(),
                counts.path("failed").asInt(),
                counts.path("restored").asInt(),
                Checkpoint.of(latest.path("completed")),
                Checkpoint.of(latest.path("failed")));
    }

    /** One checkpoint. */
    public static final class Checkpoint {

        public final long id;

        /** When it was begun, in epoch milliseconds. */
        public final long triggeredMillis;

        /** From its beginning to the last acknowledgement, in milliseconds. */
        public final long durationMillis;

        /** Bytes of the whole state, whether this checkpoint wrote them or an earlier one did. */
        public final long stateBytes;

        /** Empty unless it was completed. */
        public final String path;

        /** Empty unless it failed. */
        public final String failure;

        private Checkpoint(JsonNode node) {
            this.id = node.path("id").asLong();
            this.triggeredMillis = node.path("trigger_timestamp").asLong();
            this.durationMillis = node.path("end_to_end_duration").asLong();
            this.stateBytes = node.path("state_size").asLong();
            this.path = node.path("external_path").asText("");
            this.failure = RootCause.of(node.path("failure_message").asText(""));
        }

        private static Optional<Checkpoint> of(JsonNode node) {
            return node.isObject() ? Optional.of(new Checkpoint(node)) : Optional.empty();
        }
    }
}
