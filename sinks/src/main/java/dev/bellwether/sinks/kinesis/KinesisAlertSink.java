// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.Alert;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Publishes changes of alerts on a Kinesis stream as our JSON, partition key = {@code rule|symbol};
 * as {@link KinesisSink} says.
 *
 * <p>One request at a time, so the changes of an alert are on the stream in their order, unless one
 * is refused and sent again; each change is the whole alert and has a revision.
 */
public final class KinesisAlertSink {

    /** People wait for alerts. */
    private static final Duration LINGER = Duration.ofMillis(50);

    private KinesisAlertSink() {}

    /**
     * @param aws options of {@link dev.bellwether.clients.aws.AwsOptions}
     * @param config checked options of {@link KinesisAlertPublishOptions}
     * @throws IllegalArgumentException if no stream is named, or AWS cannot be reached so
     */
    public static KinesisSink<Alert> from(ReadableConfig aws, ReadableConfig config) {
        String stream =
                KinesisAlertPublishOptions.stream(config)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "KinesisAlerts: publish.stream is required"));
        Configuration tuning = new Configuration();
        tuning.set(KinesisPublishOptions.MAX_IN_FLIGHT, 1);
        tuning.set(KinesisPublishOptions.BATCH_LINGER, LINGER);
        return KinesisSink.of(
                stream,
                new AlertBytes(),
                alert -> alert.rule + "|" + alert.symbol,
                AwsSettings.from(aws),
                tuning);
    }
}
