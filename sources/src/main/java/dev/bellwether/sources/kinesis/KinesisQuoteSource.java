// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.Ingested;
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
 * Quotes, and dead letters, from Kinesis streams by the legacy {@code FlinkKinesisConsumer}: the
 * only place that knows it.
 *
 * <p><strong>Delivery</strong>: exactly once into the job's state, through failures, savepoints,
 * changes of parallelism, splits and merges. All that one record holds is emitted together with the
 * move of its shard's position, so no checkpoint lies in the middle of a record.
 *
 * <p><strong>Order</strong>: that of each partition key. The children of a split or a merge are
 * read when their parents have been read to the end and a checkpoint has been completed since, so
 * the quotes of their range rest for up to a checkpoint interval and a discovery interval.
 *
 * <p><strong>Time</strong>: each quote carries its own event time. The watermark of a subtask is
 * the least of its shards' {@link ShardClock}s, so a shard that is read faster, as after a long
 * pause, does not make the quotes of the others late. A shard that is silent for the configured
 * time, or has not yet given a quote, is left out; a subtask without an active shard is idle. While
 * children wait for their parents, the watermark of their subtask rests, for ten minutes at most. A
 * watermark strategy behind this source would put one clock over all shards of a subtask in their
 * place.
 *
 * <p><strong>Credentials</strong> by reference are resolved in the task, when it starts; the job
 * graph holds the references only.
 *
 * <p>State: the consumer's own, a union list of shards and sequence numbers, of which one part is
 * written by Kryo whatever {@code pipeline.generic-types} says; Flink's Kryo needs {@code
 * --add-opens=java.base/java.util=ALL-UNNAMED} on Java 17.
 */
public final class KinesisQuoteSource {

    private static final TypeInformation<Ingested> TYPE = TypeInformation.of(Ingested.class);

    private KinesisQuoteSource() {}

    /**
     * Adds the source. The caller gives uid, name and parallelism; more subtasks than shards are
     * idle.
     *
     * @param aws options of the group {@code Aws}
     * @param config options of {@link KinesisQuoteOptions}
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static SingleOutputStreamOperator<Ingested> of(
            StreamExecutionEnvironment env, ReadableConfig aws, ReadableConfig config) {
        check(config);
        return addTo(env, new Consumer(AwsSettings.from(aws), config));
    }

    @SuppressWarnings("deprecation")
    private static SingleOutputStreamOperator<Ingested> addTo(
            StreamExecutionEnvironment env, Consumer consumer) {
        return env.addSource(consumer, TYPE);
    }

    private static void check(ReadableConfig config) {
        StringBuilder problems = new StringBuilder();
        KinesisQuoteOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("KinesisQuotes: " + problems);
        }
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
                config.get(KinesisQuoteOptions.START).name());
        config.getOptional(KinesisQuoteOptions.START_TIMESTAMP)
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
                millis(config.get(KinesisQuoteOptions.DISCOVERY_INTERVAL)));
        properties.setProperty(
                ConsumerConfigConstants.SHARD_GETRECORDS_INTERVAL_MILLIS,
                millis(config.get(KinesisQuoteOptions.POLL_INTERVAL)));
        properties.setProperty(
                ConsumerConfigConstants.SHARD_IDLE_INTERVAL_MILLIS,
                millis(config.get(KinesisQuoteOptions.IDLENESS)));
        if (config.get(KinesisQuoteOptions.READING) == KinesisQuoteOptions.Reading.FAN_OUT) {
            properties.setProperty(
                    ConsumerConfigConstants.RECORD_PUBLISHER_TYPE,
                    ConsumerConfigConstants.RecordPublisherType.EFO.name());
            properties.setProperty(
                    ConsumerConfigConstants.EFO_CONSUMER_NAME,
                    config.get(KinesisQuoteOptions.CONSUMER_NAME));
        }
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    /**
     * The connector's consumer with three changes, all in {@link #createFetcher}: its fetcher reads
     * records of several quotes each, which are spread out where they are collected; it gets the
     * resolved credentials; and it reads shards in the {@linkplain OrderedFetcher order} in which
     * they came of each other.
     */
    @SuppressWarnings("deprecation")
    private static final class Consumer extends FlinkKinesisConsumer<Ingested>
            implements CheckpointListener {

        private static final long serialVersionUID = 1L;

        private final AwsSettings aws;
        private final RecordSchema records;
        private final ShardTime time;
        private transient volatile OrderedFetcher<Ingested[]> fetcher;

        Consumer(AwsSettings aws, ReadableConfig config) {
            super(
                    List.copyOf(config.get(KinesisQuoteOptions.STREAMS)),
                    new ProducedType(),
                    properties(aws, config));
            this.aws = aws;
            this.records =
                    new RecordSchema(
                            config.get(KinesisQuoteOptions.FEED),
                            (int) config.get(KinesisQuoteOptions.MAX_RECORD_SIZE).getBytes());
            this.time =
                    new ShardTime(
                            new ShardClock(
                                    config.get(KinesisQuoteOptions.MAX_OUT_OF_ORDERNESS),
                                    config.get(KinesisQuoteOptions.FUTURE_TOLERANCE)));
        }

        /** The fetcher's type parameter is what a record becomes, which no one else looks at. */
        @Override
        @SuppressWarnings("unchecked")
        protected KinesisDataFetcher<Ingested> createFetcher(
                List<String> streams,
                SourceFunction.SourceContext<Ingested> output,
                RuntimeContext context,
                Properties properties,
                KinesisDeserializationSchema<Ingested> schema) {
            fetcher =
                    OrderedFetcher.of(
                            streams,
                            new Spreading(
                                    output, new KinesisQuoteMetrics(context.getMetricGroup())),
                            context,
                            withCredentials(properties),
                            records,
                            getShardAssigner(),
                            time);
            return (KinesisDataFetcher<Ingested>) (KinesisDataFetcher<?>) fetcher;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            super.snapshotState(context);
            OrderedFetcher<Ingested[]> current = fetcher;
            if (current != null) {
                current.snapshotEnded(context.getCheckpointId());
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            OrderedFetcher<Ingested[]> current = fetcher;
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
    }

    /** Reads records in the thread of their shard; each shard has a copy of its own. */
    private static final class RecordSchema implements KinesisDeserializationSchema<Ingested[]> {

        private static final long serialVersionUID = 1L;

        private final String feed;
        private final int maxBytes;
        private transient QuoteRecordReader reader;

        RecordSchema(String feed, int maxBytes) {
            this.feed = feed;
            this.maxBytes = maxBytes;
        }

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            reader = new QuoteRecordReader(feed, maxBytes);
        }

        @Override
        public Ingested[] deserialize(
                byte[] record,
                String partitionKey,
                String sequenceNumber,
                long arrivalMillis,
                String stream,
                String shard) {
            return reader.read(record, "kinesis:" + stream, shard, sequenceNumber, arrivalMillis)
                    .toArray(new Ingested[0]);
        }

        @Override
        public TypeInformation<Ingested[]> getProducedType() {
            return ObjectArrayTypeInfo.getInfoFor(TYPE);
        }
    }

    /** Tells the consumer what it produces; what reads is {@link RecordSchema}. */
    private static final class ProducedType implements KinesisDeserializationSchema<Ingested> {

        private static final long serialVersionUID = 1L;

        @Override
        public Ingested deserialize(
                byte[] record,
                String partitionKey,
                String sequenceNumber,
                long arrivalMillis,
                String stream,
                String shard) {
            throw new UnsupportedOperationException("records are read by RecordSchema");
        }

        @Override
        public TypeInformation<Ingested> getProducedType() {
            return TYPE;
        }
    }

    /** {@link ShardClock} as the connector wants it: one copy for each shard. */
    @SuppressWarnings("deprecation")
    private static final class ShardTime
            implements AssignerWithPeriodicWatermarks<Ingested[]>, Serializable {

        private static final long serialVersionUID = 1L;

        private final ShardClock clock;

        ShardTime(ShardClock clock) {
            this.clock = clock;
        }

        @Override
        public long extractTimestamp(Ingested[] record, long previous) {
            clock.advance(record);
            return previous;
        }

        @Override
        public Watermark getCurrentWatermark() {
            long watermark = clock.watermark();
            return watermark == ShardClock.UNKNOWN ? null : new Watermark(watermark);
        }
    }

    /**
     * Collects what a record became one by one, each with its own time. The fetcher calls it under
     * the checkpoint lock, under which it also moves the shard's position.
     */
    @SuppressWarnings("deprecation")
    private static final class Spreading implements SourceFunction.SourceContext<Ingested[]> {

        private final SourceFunction.SourceContext<Ingested> output;
        private final KinesisQuoteMetrics metrics;

        Spreading(SourceFunction.SourceContext<Ingested> output, KinesisQuoteMetrics metrics) {
            this.output = output;
            this.metrics = metrics;
        }

        @Override
        public void collect(Ingested[] record) {
            metrics.count(record);
            for (Ingested ingested : record) {
                output.collectWithTimestamp(
                        ingested,
                        ingested.quote != null
                                ? ingested.quote.eventTimeMillis
                                : ingested.deadLetter.occurredMillis);
            }
        }

        @Override
        public void collectWithTimestamp(Ingested[] record, long timestamp) {
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
