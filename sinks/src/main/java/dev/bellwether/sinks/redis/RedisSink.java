// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisConfigBase;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisMapper;

/**
 * Writes records to Redis in pipelined batches: at least once, in order per key.
 *
 * <p>A checkpoint completes only when Redis has accepted everything before it. After a failure the
 * records since the last checkpoint are written again, and after a lost connection what was on its
 * way: commands that overwrite (SET, SETEX, SADD, HSET, ZADD, ZREM, EXPIRE) end in the same state;
 * INCRBY, LPUSH, PUBLISH and their like can be done twice. Redis itself replicates asynchronously:
 * what a master accepted and had not replicated when it died is gone with it, and no client can
 * tell.
 *
 * <p>While Redis cannot be reached or does not accept, the writer waits and tries again with
 * growing, jittered pauses and so slows the job; nothing is dropped. When nothing at all was
 * accepted for the retry timeout, the job fails. What a person must mend (wrong password, missing
 * permission, untrusted certificate) fails the job at once. A record that Redis refuses for good
 * goes to {@link RejectedRecords}, or with {@link #writeTo} into a stream of dead letters.
 *
 * <p>For users of Apache Bahir's sink: {@code stream.addSink(new RedisSink<>(config, mapper))}
 * becomes {@code stream.sinkTo(RedisSink.of(config, mapper))}.
 *
 * @param <T> the records' type
 */
public final class RedisSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final RedisEndpoint endpoint;
    private final RedisRecordMapper<? super T> mapper;
    private final WriteSettings settings;
    private final RejectedRecords rejected;

    private RedisSink(Builder<T> builder) {
        this.endpoint = builder.endpoint;
        this.mapper =
                builder.mappers.size() == 1
                        ? builder.mappers.get(0)
                        : new AllOf<T>(builder.mappers);
        this.settings = builder.settings;
        this.rejected = builder.rejected;
    }

    /** What Bahir's {@code new RedisSink<>(config, mapper)} does, with default batches. */
    public static <T> RedisSink<T> of(FlinkJedisConfigBase config, RedisMapper<? super T> mapper) {
        return RedisSink.<T>builder(RedisEndpoint.from(config)).mapper(mapper).build();
    }

    /** As {@link RedisOptions} say, with secrets that are not in a store. */
    public static <T> Builder<T> from(ReadableConfig config) {
        return from(config, SecretStores.none());
    }

    /**
     * As {@link RedisOptions} say.
     *
     * @param stores who reads the secrets that are in a store
     * @throws IllegalArgumentException if {@link RedisOptions#check} would report a problem
     */
    public static <T> Builder<T> from(ReadableConfig config, SecretStores stores) {
        return RedisOptions.sink(config, stores);
    }

    public static <T> Builder<T> builder(RedisEndpoint endpoint) {
        return new Builder<>(endpoint, new WriteSettings());
    }

    /**
     * Writes the stream and returns what Redis refuses for good, each with the refused commands as
     * its payload ({@link RejectedRecord#toDeadLetter}). They leave before the barrier of the
     * checkpoint that covers their records, so a sink behind keeps them with its own guarantee. A
     * {@link RejectedRecords} of the builder is not asked.
     */
    public SingleOutputStreamOperator<DeadLetter> writeTo(DataStream<T> records) {
        return records.transform(
                "redis", TypeInformation.of(DeadLetter.class), new RedisWriteOperator<>(this));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return newSinkWriter(context.metricGroup(), context.getProcessingTimeService());
    }

    /** Until Flink 2 removes it, the interface asks for this form too. */
    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public SinkWriter<T> createWriter(InitContext context) throws IOException {
        return newSinkWriter(context.metricGroup(), context.getProcessingTimeService());
    }

    BatchWriter<T> newWriter(MetricGroup metrics, RejectedRecords route) throws IOException {
        Connector connector = new Connector(endpoint);
        RedisTransport transport =
                endpoint.mode() == RedisMode.CLUSTER
                        ? new ClusterTransport(connector)
                        : new MasterTransport(connector);
        return new BatchWriter<>(
                mapper,
                settings,
                transport,
                route,
                new WriterMetrics(metrics, transport),
                new Pause(settings));
    }

    LingerTimer newTimer(BatchWriter<T> writer, ProcessingTimeService time) {
        return new LingerTimer(writer, time, settings.linger.toMillis());
    }

    private SinkWriter<T> newSinkWriter(MetricGroup metrics, ProcessingTimeService time)
            throws IOException {
        BatchWriter<T> writer = newWriter(metrics, rejected);
        return new RedisSinkWriter<>(writer, newTimer(writer, time), rejected);
    }

    /** What to write where, and how. */
    public static final class Builder<T> {

        private final RedisEndpoint endpoint;
        private final WriteSettings settings;
        private final List<RedisRecordMapper<? super T>> mappers = new ArrayList<>();
        private RejectedRecords rejected = RejectedRecords.failJob();

        Builder(RedisEndpoint endpoint, WriteSettings settings) {
            this.endpoint = endpoint;
            this.settings = settings;
        }

        /**
         * One command per record, as Bahir's sink writes it; a key that is {@code null} writes
         * nothing. May be called several times, for several commands per record.
         */
        public Builder<T> mapper(RedisMapper<? super T> mapper) {
            mappers.add(new BahirMapping<T>(mapper));
            return this;
        }

        /** Any number of commands per record. */
        public Builder<T> mapper(RedisRecordMapper<? super T> mapper) {
            mappers.add(mapper);
            return this;
        }

        /** So many commands are on their way at most before their answers are awaited. */
        public Builder<T> batchSize(int commands) {
            settings.batchSize = positive(commands, "batch size");
            return this;
        }

        /**
         * So many records are gathered at most to leave out those that others of them overwrite; 1
         * leaves out none. Only with a {@link CoalescingMapper}.
         */
        public Builder<T> batchRecords(int records) {
            settings.batchRecords = positive(records, "batch records");
            return this;
        }

        /** So long a record waits at most for its batch to fill. */
        public Builder<T> linger(Duration value) {
            settings.linger = value;
            return this;
        }

        /**
         * Wraps the commands of each record in MULTI and EXEC. In a cluster all keys of a record
         * must have one hash tag.
         */
        public Builder<T> atomic(boolean value) {
            settings.atomic = value;
            return this;
        }

        /** Larger keys and values are rejected without being sent. */
        public Builder<T> maxValueBytes(long value) {
            settings.maxValueBytes = value;
            return this;
        }

        /**
         * @param initial pause before the second attempt, about doubled before each further one
         * @param max longest pause
         * @param timeout the job fails when nothing was accepted for so long
         */
        public Builder<T> retry(Duration initial, Duration max, Duration timeout) {
            settings.initialBackoff = initial;
            settings.maxBackoff = max;
            settings.retryTimeout = timeout;
            return this;
        }

        /** Where records go that Redis refuses for good; by default the job fails. */
        public Builder<T> rejected(RejectedRecords value) {
            this.rejected = value;
            return this;
        }

        public RedisSink<T> build() {
            if (mappers.isEmpty()) {
                throw new IllegalStateException("a sink without a mapper writes nothing");
            }
            return new RedisSink<>(this);
        }

        private static int positive(int value, String what) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, was " + value);
            }
            return value;
        }
    }
}
