// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a {@link StreamConsumer} makes of records, which knows nothing of what is in them.
 *
 * @param <T> what a record becomes one or more of
 */
interface RecordFormat<T> extends Serializable {

    /** Reads the records of one shard, in its thread. */
    @FunctionalInterface
    interface Reader<T> {

        /**
         * Reads one record, and never throws because of what is in it.
         *
         * @param source {@code kinesis:STREAM}, for dead letters
         * @return at least one
         */
        T[] read(
                byte[] record,
                String source,
                String shard,
                String sequenceNumber,
                long arrivalMillis);
    }

    /** The event time of one shard. */
    interface Clock<T> extends Serializable {

        /** What {@link #watermark} gives while it does not know. */
        long UNKNOWN = Long.MIN_VALUE;

        /** Takes note of what came of one record. */
        void advance(T[] record);

        long watermark();
    }

    /** Counts what came of the records of a subtask. */
    @FunctionalInterface
    interface Metrics<T> {
        void count(T[] record);
    }

    TypeInformation<T> type();

    /** A new one for each shard. */
    Reader<T> reader();

    /** Copied for each shard; {@code null} if nothing behind the source asks for event time. */
    Clock<T> clock();

    Metrics<T> metrics(MetricGroup task);

    /** Event time of one, epoch milliseconds UTC. */
    long timeMillis(T one);
}
