// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.sinks.kinesis.KinesisPublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The stream that the job reads; partition key = symbol, like all of our records. */
final class StreamDestination implements Destination {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String stream;
    private final KinesisPublisher publisher;

    StreamDestination(AwsSettings aws, String stream) {
        this.stream = stream;
        this.publisher = KinesisPublisher.open(aws, stream, TIMEOUT);
    }

    @Override
    public void put(List<Repaired> records) throws IOException, InterruptedException {
        publisher.put(
                records.stream()
                        .map(record -> new KinesisPublisher.Entry(record.symbol, record.record))
                        .collect(Collectors.toList()));
    }

    @Override
    public String toString() {
        return "stream " + stream;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
