// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.Serializable;
import java.time.Duration;

/** How a writer gathers, sends and tries again. */
final class WriteSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    int batchSize = RedisOptions.BATCH_SIZE.defaultValue();
    int batchRecords = RedisOptions.BATCH_RECORDS.defaultValue();
    Duration linger = RedisOptions.BATCH_LINGER.defaultValue();
    boolean atomic = RedisOptions.ATOMIC.defaultValue();
    long maxValueBytes = RedisOptions.MAX_VALUE_SIZE.defaultValue().getBytes();
    Duration initialBackoff = RedisOptions.RETRY_INITIAL_BACKOFF.defaultValue();
    Duration maxBackoff = RedisOptions.RETRY_MAX_BACKOFF.defaultValue();
    Duration retryTimeout = RedisOptions.RETRY_TIMEOUT.defaultValue();
}
