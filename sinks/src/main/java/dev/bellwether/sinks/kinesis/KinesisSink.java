// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.connector.kinesis.sink.PartitionKeyGenerator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Publishes events on a Kinesis stream, each under a partition key of its own.
 *
 * <p>At least once: an event that is not yet accepted when a checkpoint or savepoint is taken is in
 * its state and sent after a restore; what was accepted after the last checkpoint is sent again by
 * one. So a savepoint that is taken <em>and never restored</em> keeps what it holds from the
 * stream; stop with {@code --drain} if the job is not to come back. All events of a key are in one
 * shard; a refused one is sent again behind others, so consumers must not go by the order alone.
 *
 * <p>What Kinesis throttles or cannot take now is sent again until it does; meanwhile events wait,
 * and when as many wait as are allowed, the job is slowed. The connector tells a missing stream and
 * missing credentials from that and fails the job, but not a missing permission: that one shows as
 * a warning every minute and as the metric {@code recordsRefused}.
 *
 * <p>An event of more than 1 MiB, or without a key, is a mistake of the program and fails the job:
 * who makes such a sink sees to it that there is none.
 *
 * @param <T> what is published
 */
public final class KinesisSink<T>
        implements Sink<T>, SupportsWriterState<T, BufferedRequestState<PutRecordsRequestEntry>> {

    private static final long serialVersionUID = 1L;

    static final long MAX_RECORD_BYTES = 1024 * 1024;

    private final KinesisStreamsSink<T> connector;
    private final String stream;

    private KinesisSink(KinesisStreamsSink<T> connector, String stream) {
        this.connector = connector;
        this.stream = stream;
    }

    /**
     * Makes one.
     *
     * @param config checked options of {@link KinesisPublishOptions}, of which the stream does not
     *     count
     */
    @SuppressWarnings("deprecation") // a name is what people know; an ARN would only add to it
    static <T> KinesisSink<T> of(
            String stream,
            SerializationSchema<T> schema,
            PartitionKeyGenerator<T> key,
            AwsSettings aws,
            ReadableConfig config) {
        KinesisStreamsSink<T> connector =
                KinesisStreamsSink.<T>builder()
                        .setStreamName(stream)
                        .setSerializationSchema(schema)
                        .setPartitionKeyGenerator(key)
                        .setFailOnError(config.get(KinesisPublishOptions.FAIL_ON_ERROR))
                        .setMaxBatchSize(config.get(KinesisPublishOptions.BATCH_MAX_RECORDS))
                        .setMaxBatchSizeInBytes(
                                config.get(KinesisPublishOptions.BATCH_MAX_SIZE).getBytes())
                        .setMaxTimeInBufferMS(
                                config.get(KinesisPublishOptions.BATCH_LINGER).toMillis())
                        .setMaxInFlightRequests(config.get(KinesisPublishOptions.MAX_IN_FLIGHT))
                        .setMaxBufferedRequests(config.get(KinesisPublishOptions.MAX_BUFFERED))
                        .setMaxRecordSizeInBytes(MAX_RECORD_BYTES)
                        .setKinesisClientProperties(
                                ConnectorProperties.of(
                                        aws, config.get(KinesisPublishOptions.REQUEST_TIMEOUT)))
                        .build();
        return new KinesisSink<>(connector, stream);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, BufferedRequestState<PutRecordsRequestEntry>> restoreWriter(
            WriterInitContext context,
            Collection<BufferedRequestState<PutRecordsRequestEntry>> recovered)
            throws IOException {
        return WatchedWriter.of(connector.restoreWriter(context, recovered), stream, context);
    }

    /** Only Flink before 1.19 calls this one. */
    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public SinkWriter<T> createWriter(InitContext context) {
        throw new UnsupportedOperationException("needs Flink 1.19 or newer");
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<PutRecordsRequestEntry>>
            getWriterStateSerializer() {
        return connector.getWriterStateSerializer();
    }
}
