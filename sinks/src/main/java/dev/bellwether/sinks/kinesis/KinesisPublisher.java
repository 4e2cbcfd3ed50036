// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.util.AWSGeneralUtil;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.SdkBytes;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.exception.SdkException;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.http.apache.ApacheHttpClient;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.KinesisClient;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/**
 * Puts records on a stream outside of a job, in order and one request after the other.
 *
 * <p>{@link #put} returns when Kinesis has accepted every record. What it throttles is sent again
 * with growing pauses, up to an attempt limit; everything else is an {@link IOException}, after
 * which some of the records may be on the stream.
 */
public final class KinesisPublisher implements AutoCloseable {

    /** The most that one request takes. */
    private static final int MAX_RECORDS = 500;

    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;
    private static final int ATTEMPTS = 8;
    private static final IntervalFunction PAUSES =
            IntervalFunction.ofExponentialRandomBackoff(200, 2.0, 0.5, 10_000);

    /** Data and partition key together. */
    public static final int MAX_RECORD_BYTES = (int) KinesisSink.MAX_RECORD_BYTES;

    /** One record. */
    public static final class Entry {
        private final String partitionKey;
        private final byte[] data;

        public Entry(String partitionKey, byte[] data) {
            this.partitionKey = partitionKey;
            this.data = data;
        }
    }

    private final String stream;
    private final KinesisClient client;

    private KinesisPublisher(String stream, KinesisClient client) {
        this.stream = stream;
        this.client = client;
    }

    public static KinesisPublisher open(AwsSettings aws, String stream, Duration timeout) {
        Properties properties = ConnectorProperties.of(aws, timeout);
        KinesisClientBuilder builder =
                KinesisClient.builder()
                        .region(AWSGeneralUtil.getRegion(properties))
                        .credentialsProvider(AWSGeneralUtil.getCredentialsProvider(properties))
                        .httpClientBuilder(
                                ApacheHttpClient.builder()
                                        .connectionTimeout(timeout)
                                        .socketTimeout(timeout));
        aws.kinesisEndpoint().ifPresent(builder::endpointOverride);
        return new KinesisPublisher(stream, builder.build());
    }

    /**
     * @throws IOException in one sentence, if Kinesis refuses or cannot be reached
     */
    public void put(List<Entry> entries) throws IOException, InterruptedException {
        List<PutRecordsRequestEntry> batch = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            if (batch.size() == MAX_RECORDS || bytes + entry.data.length > MAX_REQUEST_BYTES) {
                putBatch(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(
                    PutRecordsRequestEntry.builder()
                            .partitionKey(entry.partitionKey)
                            .data(SdkBytes.fromByteArray(entry.data))
                            .build());
            bytes += entry.data.length;
        }
        if (!batch.isEmpty()) {
            putBatch(batch);
        }
    }

    private void putBatch(List<PutRecordsRequestEntry> batch)
            throws IOException, InterruptedException {
        List<PutRecordsRequestEntry> rest = batch;
        String trouble = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<PutRecordsRequestEntry> now = rest;
            PutRecordsResponse answer;
            try {
                answer = client.putRecords(request -> request.streamName(stream).records(now));
            } catch (SdkException e) {
                throw new IOException(
                        "Kinesis does not take records for the stream "
                                + stream
                                + ": "
                                + e.getMessage(),
                        e);
            }
            rest = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (answer.records().get(i).errorCode() != null) {
                    rest.add(now.get(i));
                    trouble = answer.records().get(i).errorCode();
                }
            }
            if (rest.isEmpty()) {
                return;
            }
            Thread.sleep(PAUSES.apply(attempt));
        }
        throw new IOException(
                "Kinesis did not take "
                        + rest.size()
                        + " of "
                        + batch.size()
                        + " records for the stream "
                        + stream
                        + " in "
                        + ATTEMPTS
                        + " attempts: "
                        + trouble);
    }

    @Override
    public void close() {
        client.close();
    }
}
