// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.clients.aws.AwsSettings;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/** Which queue, and how it is reached; travels with the job. */
final class SqsQueue implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern REGIONAL = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com");

    final AwsSettings aws;

    /** Address, or {@code null} if the queue is known by its name. */
    final String url;

    /** Name, or {@code null} if the queue is known by its address. */
    final String name;

    final Duration requestTimeout;
    final Duration maxPause;

    private SqsQueue(AwsSettings aws, ReadableConfig config) {
        this.aws = aws;
        this.url = SqsDeadLetterOptions.text(config, SqsDeadLetterOptions.QUEUE_URL).orElse(null);
        this.name = SqsDeadLetterOptions.text(config, SqsDeadLetterOptions.QUEUE_NAME).orElse(null);
        this.requestTimeout = config.get(SqsDeadLetterOptions.REQUEST_TIMEOUT);
        this.maxPause = config.get(SqsDeadLetterOptions.RETRY_PAUSE_MAX);
    }

    /**
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    static SqsQueue from(ReadableConfig aws, ReadableConfig config) {
        AwsSettings settings = AwsSettings.from(aws);
        StringBuilder problems = new StringBuilder();
        if (!SqsDeadLetterOptions.isEnabled(config)) {
            problems.append("queue.url or queue.name is required");
        }
        SqsDeadLetterOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        SqsQueue queue = new SqsQueue(settings, config);
        if (problems.length() == 0 && queue.url != null) {
            Matcher region = REGIONAL.matcher(URI.create(queue.url).getHost());
            if (region.matches() && !region.group(1).equals(settings.region())) {
                problems.append("queue.url is in ")
                        .append(region.group(1))
                        .append(", but Aws.region is ")
                        .append(settings.region());
            }
        }
        if (problems.length() > 0) {
            throw new IllegalArgumentException("SqsDeadLetters: " + problems);
        }
        return queue;
    }

    @Override
    public String toString() {
        return url == null ? name : url;
    }
}
