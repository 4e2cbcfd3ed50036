// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.List;

/**
 * A mapper that knows which of its keys a later record overwrites, so that of the records of a
 * batch only the last one for each key is written, and values that nobody would ever read are not
 * even made.
 *
 * <p>The writer then gathers records (at most {@link RedisOptions#BATCH_RECORDS} and for at most
 * {@link RedisOptions#BATCH_LINGER}) and writes what remains of them, in their order. Redis holds
 * the same after each batch as if all had been written; within a batch readers see fewer steps.
 *
 * @param <T> the record's type
 */
public interface CoalescingMapper<T> extends RedisRecordMapper<T> {

    /**
     * What is left to write of each of these records, which are in the order of writing.
     *
     * @return for each record a set of bits that stand for its keys, whose meaning only the mapper
     *     knows; 0 if later records overwrite all of it
     */
    int[] remaining(List<T> records);

    /** Writes the commands of these parts of a record. */
    void map(T record, int parts, RedisCommands commands);
}
