// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.clients.aws.AwsSettings;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/** Which table, what its keys must be, and how it is written; travels with the job. */
final class Table implements Serializable {

    private static final long serialVersionUID = 1L;

    final AwsSettings aws;
    final String name;

    /** Name of its hash key. */
    final String hash;

    /** Name of its range key. */
    final String range;

    final long lingerMillis;
    final int maxInFlight;
    final int maxBuffered;
    final Duration requestTimeout;
    final Duration maxPause;

    private Table(AwsSettings aws, String name, String hash, String range, ReadableConfig config) {
        this.aws = aws;
        this.name = name;
        this.hash = hash;
        this.range = range;
        this.lingerMillis = config.get(DynamoDbOptions.BATCH_LINGER).toMillis();
        this.maxInFlight = config.get(DynamoDbOptions.MAX_IN_FLIGHT);
        this.maxBuffered = config.get(DynamoDbOptions.MAX_BUFFERED);
        this.requestTimeout = config.get(DynamoDbOptions.REQUEST_TIMEOUT);
        this.maxPause = config.get(DynamoDbOptions.RETRY_PAUSE_MAX);
    }

    /**
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    static Table of(
            ReadableConfig aws, ReadableConfig config, String name, String hash, String range) {
        AwsSettings settings = AwsSettings.from(aws);
        StringBuilder problems = new StringBuilder();
        DynamoDbOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("DynamoDb: " + problems);
        }
        return new Table(settings, name, hash, range, config);
    }

    @Override
    public String toString() {
        return name;
    }
}
