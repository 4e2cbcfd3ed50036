// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;
import java.io.Serializable;

/**
 * Where a {@link RedisSink} leaves records that Redis refuses for good.
 *
 * <p>A Flink sink has no side output, so there are two honest ways: keep them here, durably by the
 * time {@link #flush} returns, or use {@link RedisSink#writeTo}, which gives them back as a stream
 * of dead letters. The default does neither and fails the job: nothing is lost, and nothing moves
 * until somebody has looked.
 */
@FunctionalInterface
public interface RejectedRecords extends Serializable {

    /** Takes one record. Called on the task's thread; throwing fails the job. */
    void reject(RejectedRecord rejected) throws IOException;

    /** Makes durable what was taken; called before each checkpoint completes. */
    default void flush() throws IOException {}

    /** Fails the job with the refusal as its message. */
    static RejectedRecords failJob() {
        return rejected -> {
            throw new RedisSinkException(
                    "Redis refused a record for good, and the sink has no place for such records: "
                            + rejected.message());
        };
    }
}
