// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.Serializable;

/**
 * Turns a record into any number of Redis commands, none included. For one command per record
 * Bahir's {@code RedisMapper} does as well; this one exists so that what several keys share is made
 * once.
 *
 * @param <T> the record's type
 */
@FunctionalInterface
public interface RedisRecordMapper<T> extends Serializable {

    /** Writes the record's commands. Called on the task's thread; throwing fails the job. */
    void map(T record, RedisCommands commands);
}
