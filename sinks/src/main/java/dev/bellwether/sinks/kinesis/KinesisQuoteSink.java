// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.Quote;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Publishes valid quotes on a Kinesis stream as our JSON, partition key = symbol.
 *
 * <p>At least once: a quote that is not yet accepted when a checkpoint or savepoint is taken is in
 * its state and sent after a restore; what was accepted after the last checkpoint is sent again by
 * one. So a savepoint that is taken <em>and never restored</em> keeps what it holds from the
 * stream; stop with {@code --drain} if the job is not to come back. All quotes of a symbol are in
 * one shard; a refused one is sent again behind others, so consumers must go by the event time.
 *
 * <p>What Kinesis throttles or cannot take now is sent again until it does; meanwhile quotes wait,
 * and when as many wait as are allowed, the job is slowed. The connector tells a missing stream and
 * missing credentials from that and fails the job, but not a missing permission: that one shows as
 * a warning every minute and as the metric {@code recordsRefused}.
 *
 * <p>A quote that can never be accepted cannot come here: a record may have 1 MiB, and a quote that
 * the quality stage passed has a symbol of at most 20 characters, codes of currencies and the name
 * of a feed beside its figures, some 600 bytes. One without a symbol, or longer, is a mistake of
 * the program and fails the job.
 */
public final class KinesisQuoteSink
        implements Sink<Quote>,
                SupportsWriterState<Quote, BufferedRequestState<PutRecordsRequestEntry>> {

    private static final long serialVersionUID = 1L;

    static final long MAX_RECORD_BYTES = 1024 * 1024;

    private final KinesisStreamsSink<Quote> connector;
    private final String stream;

    private KinesisQuoteSink(KinesisStreamsSink<Quote> connector, String stream) {
        this.connector = connector;
        this.stream = stream;
    }

    /**
     * @param aws options of {@link dev.bellwether.clients.aws.AwsOptions}
     * @param config options of {@link KinesisPublishOptions}, of which one names a stream
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    @SuppressWarnings("deprecation") // a name is what people know; an ARN would only add to it
    public static KinesisQuoteSink from(ReadableConfig aws, ReadableConfig config) {
        AwsSettings settings = AwsSettings.from(aws);
        StringBuilder problems = new StringBuilder();
        if (!KinesisPublishOptions.isEnabled(config)) {
            problems.append("stream is required");
        }
        KinesisPublishOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("KinesisPublish: " + problems);
        }
        String stream = config.get(KinesisPublishOptions.STREAM);
        KinesisStreamsSink<Quote> connector =
                KinesisStreamsSink.<Quote>builder()
                        .setStreamName(stream)
                        .setSerializationSchema(new QuoteBytes())
                        .setPartitionKeyGenerator(quote -> quote.symbol)
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
                                        settings,
                                        config.get(KinesisPublishOptions.REQUEST_TIMEOUT)))
                        .build();
        return new KinesisQuoteSink(connector, stream);
    }

    @Override
    public SinkWriter<Quote> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Quote, BufferedRequestState<PutRecordsRequestEntry>> restoreWriter(
            WriterInitContext context,
            Collection<BufferedRequestState<PutRecordsRequestEntry>> recovered)
            throws IOException {
        return WatchedWriter.of(connector.restoreWriter(context, recovered), stream, context);
    }

    /** Only Flink before 1.19 calls this one. */
    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public SinkWriter<Quote> createWriter(InitContext context) {
        throw new UnsupportedOperationException("needs Flink 1.19 or newer");
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<PutRecordsRequestEntry>>
            getWriterStateSerializer() {
        return connector.getWriterStateSerializer();
    }
}
