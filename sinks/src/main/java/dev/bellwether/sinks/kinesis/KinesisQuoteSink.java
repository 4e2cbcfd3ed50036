// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.Quote;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Publishes valid quotes on a Kinesis stream as our JSON, partition key = symbol; as {@link
 * KinesisSink} says.
 *
 * <p>A quote that can never be accepted cannot come here: a record may have 1 MiB, and a quote that
 * the quality stage passed has a symbol of at most 20 characters, codes of currencies and the name
 * of a feed beside its figures, some 600 bytes.
 */
public final class KinesisQuoteSink {

    private KinesisQuoteSink() {}

    /**
     * @param aws options of {@link dev.bellwether.clients.aws.AwsOptions}
     * @param config options of {@link KinesisPublishOptions}, of which one names a stream
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static KinesisSink<Quote> from(ReadableConfig aws, ReadableConfig config) {
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
        return KinesisSink.of(
                config.get(KinesisPublishOptions.STREAM),
                new JsonBytes<>(),
                quote -> quote.symbol,
                settings,
                config);
    }
}
