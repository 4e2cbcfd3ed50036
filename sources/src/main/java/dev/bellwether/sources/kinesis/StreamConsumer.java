// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.aws.AwsSettings;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.AssignerWithPeriodicWatermarks;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * The legacy {@code FlinkKinesisConsumer}, which only this class and its {@link OrderedFetcher}
 * know, for records of any {@linkplain RecordFormat format}.
 *
 * <p><strong>Delivery</strong>: exactly once into the job's state, through failures, savepoints,
 * changes of parallelism, splits and merges. All that one record holds is emitted together with the
 * move of its shard's position, so no checkpoint lies in the middle of a record.
 *
 * <p><strong>Order</strong>: that of each partition key. The children of a split or a merge are
 * read when their parents have been read to the end and a checkpoint has been completed since, so
 * what is in their range rests for up to a checkpoint interval and a discovery interval.
 *
 * <p><strong>Credentials</strong> by reference are resolved in the task, when it starts; the job
 * graph holds the references only.
 *
 * <p>State: the consumer's own, a union list of shards and sequence numbers, of which one part is
 * written by Kryo whatever {@code pipeline.generic-types} says; Flink's Kryo needs {@code
 * --add-opens=java.base/java.util=ALL-UNNAMED} on Java 17. The format has no part in it.
 *
 * <p>The connector's consumer has three changes, all in {@link #createFetcher}: its fetcher reads
 * records of several elements each, which are spread out where they are collected; it gets the
 * resolved credentials; and it reads shards in the {@linkplain OrderedFetcher order} in which they
 * came of each other.
 *
 * @param <T> what a record becomes one or more of
 */
@SuppressWarnings("deprecation")
final class StreamConsumer<T> extends FlinkKinesisConsumer<T> implements CheckpointListener {

    private static final long serialVersionUID = 1L;

    private final AwsSettings aws;
    private final RecordFormat<T> format;
    private transient volatile OrderedFetcher<T[]> fetcher;

    private StreamConsumer(
            List<String> streams, RecordFormat<T> format, AwsSettings aws, Properties properties) {
        super(streams, new ProducedType<>(format.type()), properties);
        this.aws = aws;
        this.format = format;
    }

    /**
     * Adds the source. The caller gives uid, name and parallelism; more subtasks than shards are
     * idle.
     *
     * @param config checked options of {@link KinesisReadOptions}
     * @param properties of {@link #properties}, and more
     */
    static <T> SingleOutputStreamOperator<T> addTo(
            StreamExecutionEnvironment env,
            RecordFormat<T> format,
            AwsSettings aws,
            ReadableConfig config,
            Properties properties) {
        List<String> streams = List.copyOf(config.get(KinesisReadOptions.STREAMS));
        return env.addSource(new StreamConsumer<>(streams, format, aws, properties), format.type());
    }

    /** The consumer's properties; no secret is among them. */
    static Properties properties(AwsSettings aws, ReadableConfig config) {
        Properties properties = new Properties();
        properties.setProperty(AWSConfigConstants.AWS_REGION, aws.region());
        aws.kinesisEndpoint()
                .ifPresent(
                        endpoint ->
                                properties.setProperty(
                                        AWSConfigConstants.AWS_ENDPOINT, endpoint.toString()));
        properties.setProperty(
                ConsumerConfigConstants.STREAM_INITIAL_POSITION,
                config.get(KinesisReadOptions.START).name());
        config.getOptional(KinesisReadOptions.START_TIMESTAMP)
                .filter(text -> !text.isEmpty())
                .map(text -> Instant.parse(text).toEpochMilli())
                .ifPresent(
                        millis ->
                                properties.setProperty(
                                        ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP,
                                        // epoch seconds with a fraction
                                        String.format(
                                                Locale.ROOT,
                                                "%d.%03d",
                                                millis / 1000,
                                                millis % 1000)));
        properties.setProperty(
                ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS,
                millis(config.get(KinesisReadOptions.DISCOVERY_INTERVAL)));
        properties.setProperty(
                ConsumerConfigConstants.SHARD_GETRECORDS_INTERVAL_MILLIS,
                millis(config.get(KinesisReadOptions.POLL_INTERVAL)));
        if (config.get(KinesisReadOptions.READING) == KinesisReadOptions.Reading.FAN_OUT) {
            properties.setProperty(
                    ConsumerConfigConstants.RECORD_PUBLISHER_TYPE,
                    ConsumerConfigConstants.RecordPublisherType.EFO.name());
            properties.setProperty(
                    ConsumerConfigConstants.EFO_CONSUMER_NAME,
                    config.get(KinesisReadOptions.CONSUMER_NAME));
        }
        return properties;
    }

    /** The same, where a shard that is silent for so long leaves event time to the others. */
    static Properties withIdleness(Properties properties, Duration idleness) {
        properties.setProperty(
                ConsumerConfigConstants.SHARD_IDLE_INTERVAL_MILLIS, millis(idleness));
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    /** The fetcher's type parameter is what a record becomes, which no one else looks at. */
    @Override
    @SuppressWarnings("unchecked")
    protected KinesisDataFetcher<T> createFetcher(
            List<String> streams,
            SourceFunction.SourceContext<T> output,
            RuntimeContext context,
            Properties properties,
            KinesisDeserializationSchema<T> schema) {
        RecordFormat.Clock<T> clock = format.clock();
        fetcher =
                OrderedFetcher.of(
                        streams,
                        new Spreading<>(output, format, format.metrics(context.getMetricGroup())),
                        context,
                        withCredentials(properties),
                        new RecordSchema<>(format),
                        getShardAssigner(),
                        clock == null ? null : new ShardTime<>(clock));
        return (KinesisDataFetcher<T>) (KinesisDataFetcher<?>) fetcher;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        super.snapshotState(context);
        OrderedFetcher<T[]> current = fetcher;
        if (current != null) {
            current.snapshotEnded(context.getCheckpointId());
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        OrderedFetcher<T[]> current = fetcher;
        if (current != null) {
            current.checkpointCompleted(checkpoint);
        }
    }

    private Properties withCredentials(Properties properties) {
        if (aws.keys().isEmpty()) {
            return properties;
        }
        AccessKeys keys = aws.keys().get();
        Properties resolved = new Properties();
        resolved.putAll(properties);
        resolved.setProperty(
                AWSConfigConstants.AWS_CREDENTIALS_PROVIDER,
                AWSConfigConstants.CredentialProvider.BASIC.name());
        resolved.setProperty(AWSConfigConstants.AWS_ACCESS_KEY_ID, keys.id().reveal());
        resolved.setProperty(AWSConfigConstants.AWS_SECRET_ACCESS_KEY, keys.secret().reveal());
        return resolved;
    }

    /** Reads records in the thread of their shard; each shard has a copy of its own. */
    private static final class RecordSchema<T> implements KinesisDeserializationSchema<T[]> {

        private static final long serialVersionUID = 1L;

        private final RecordFormat<T> format;
        private transient RecordFormat.Reader<T> reader;

        RecordSchema(RecordFormat<T> format) {
            this.format = format;
        }

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            reader = format.reader();
        }

        @Override
        public T[] deserialize(
                byte[] record,
                String partitionKey,
                String sequenceNumber,
                long arrivalMillis,
                String stream,
                String shard) {
            return reader.read(record, "kinesis:" + stream, shard, sequenceNumber, arrivalMillis);
        }

        @Override
        public TypeInformation<T[]> getProducedType() {
            return ObjectArrayTypeInfo.getInfoFor(format.type());
        }
    }

    /** Tells the consumer what it produces; what reads is {@link RecordSchema}. */
    private static final class ProducedType<T> implements KinesisDeserializationSchema<T> {

        private static final long serialVersionUID = 1L;

        private final TypeInformation<T> type;

        ProducedType(TypeInformation<T> type) {
            this.type = type;
        }

        @Override
        public T deserialize(
                byte[] record,
                String partitionKey,
                String sequenceNumber,
                long arrivalMillis,
                String stream,
                String shard) {
            throw new UnsupportedOperationException("records are read by RecordSchema");
        }

        @Override
        public TypeInformation<T> getProducedType() {
            return type;
        }
    }

    /** The clock as the connector wants it: one copy for each shard. */
    private static final class ShardTime<T>
            implements AssignerWithPeriodicWatermarks<T[]>, Serializable {

        private static final long serialVersionUID = 1L;

        private final RecordFormat.Clock<T> clock;

        ShardTime(RecordFormat.Clock<T> clock) {
            this.clock = clock;
        }

        @Override
        public long extractTimestamp(T[] record, long previous) {
            clock.advance(record);
            return previous;
        }

        @Override
        public Watermark getCurrentWatermark() {
            long watermark = clock.watermark();
            return watermark == RecordFormat.Clock.UNKNOWN ? null : new Watermark(watermark);
        }
    }

    /**
     * Collects what a record became one by one, each with its own time. The fetcher calls it under
     * the checkpoint lock, under which it also moves the shard's position.
     */
    private static final class Spreading<T> implements SourceFunction.SourceContext<T[]> {

        private final SourceFunction.SourceContext<T> output;
        private final RecordFormat<T> format;
        private final RecordFormat.Metrics<T> metrics;

        Spreading(
                SourceFunction.SourceContext<T> output,
                RecordFormat<T> format,
                RecordFormat.Metrics<T> metrics) {
            this.output = output;
            this.format = format;
            this.metrics = metrics;
        }

        @Override
        public void collect(T[] record) {
            metrics.count(record);
            for (T one : record) {
                output.collectWithTimestamp(one, format.timeMillis(one));
            }
        }

        @Override
        public void collectWithTimestamp(T[] record, long timestamp) {
            collect(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markAsTemporarilyIdle() {
            output.markAsTemporarilyIdle();
        }

        @Override
        public Object getCheckpointLock() {
            return output.getCheckpointLock();
        }

        @Override
        public void close() {
            output.close();
        }
    }
}
