// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.OperationalEventLog;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.sinks.files.DeadLetterFiles;
import dev.bellwether.sinks.files.OperationalEventFiles;
import dev.bellwether.sinks.sqs.SqsDeadLetterOptions;
import dev.bellwether.sinks.sqs.SqsDeadLetterSink;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The ends that every pipeline has: what could not be used, and what a person should know. */
final class CommonEnds {

    private final ApplicationConfiguration configuration;

    CommonEnds(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Keeps dead letters in files, and on a queue if one is configured.
     *
     * @param name of both, in the graph
     */
    void deadLetters(
            DataStream<DeadLetter> deadLetters, String name, String filesUid, String queueUid) {
        deadLetters
                .sinkTo(DeadLetterFiles.sink(configuration.group(Groups.FILES)))
                .uid(filesUid)
                .name(name + " files");
        ReadableConfig queue = configuration.group(Groups.SQS_DEAD_LETTERS);
        if (SqsDeadLetterOptions.isEnabled(queue)) {
            deadLetters
                    .sinkTo(SqsDeadLetterSink.from(configuration.group(Groups.AWS), queue))
                    .uid(queueUid)
                    .name(name + " queue");
        }
    }

    /**
     * Tells events to the log and keeps them in files; one task each.
     *
     * @param name of both, in the graph
     */
    void events(DataStream<OperationalEvent> events, String name, String logUid, String filesUid) {
        events.map(new OperationalEventLog())
                .uid(logUid)
                .name(name + " log")
                .setParallelism(1)
                .sinkTo(OperationalEventFiles.sink(configuration.group(Groups.FILES)))
                .uid(filesUid)
                .name(name + " files")
                .setParallelism(1);
    }
}
