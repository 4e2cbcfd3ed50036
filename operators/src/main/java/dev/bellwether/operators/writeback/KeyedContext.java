// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

/** What a {@link WriteBackState} needs of its operator. */
interface KeyedContext {

    Object currentKey();

    /** What the state of Flink reads and writes from now on. */
    void setCurrentKey(Object key);

    /** Wall-clock time, epoch milliseconds UTC. */
    long currentTimeMillis();
}
