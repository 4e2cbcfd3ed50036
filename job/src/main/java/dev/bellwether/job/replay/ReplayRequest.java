// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.SignalsOptions;
import dev.bellwether.operators.quality.QuoteCheck;
import dev.bellwether.sinks.kinesis.KinesisPublisher;
import dev.bellwether.sources.inbox.InboxOptions;
import dev.bellwether.sources.kinesis.KinesisQuoteOptions;
import dev.bellwether.sources.kinesis.KinesisReadOptions;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/** What is to be put back, and into which job. */
public final class ReplayRequest {

    private static final String QUEUE = "sqs:";

    private final ApplicationConfiguration job;
    private final LetterFilter filter;
    private final Map<String, JsonNode> fields;
    private final boolean force;
    private final String stream;

    /**
     * @param job the configuration of the job that is to get them
     * @param fields what is set in every record, by name
     * @param force whether what the history of a symbol refused is put back all the same
     * @param stream which of the streams that the job reads, or {@code null} if there is one
     */
    public ReplayRequest(
            ApplicationConfiguration job,
            LetterFilter filter,
            Map<String, JsonNode> fields,
            boolean force,
            String stream) {
        this.job = job;
        this.filter = filter;
        this.fields = fields;
        this.force = force;
        this.stream = stream;
    }

    /**
     * Puts back what can go back.
     *
     * @param places files, folders, and {@code sqs:} with the address of a queue
     * @throws IOException in one sentence, if a place or the job's feed cannot be reached, or the
     *     job has no feed that records could come back by
     */
    public ReplaySummary run(List<String> places) throws IOException, InterruptedException {
        try (Destination destination = destination()) {
            return run(places, destination);
        }
    }

    /**
     * Says what {@link #run(List)} would do, and does nothing.
     *
     * @throws IOException as that does
     */
    public ReplaySummary tryOut(List<String> places) throws IOException, InterruptedException {
        return run(places, null);
    }

    /** Where records will come back, in words. */
    public String destinationName() throws IOException {
        Optional<String> name = streamName();
        return name.isPresent() ? "stream " + name.get() : "inbox " + inbox();
    }

    private ReplaySummary run(List<String> places, Destination destination)
            throws IOException, InterruptedException {
        ReplaySummary summary = new ReplaySummary();
        Replay replay = new Replay(filter, repair(), System::currentTimeMillis);
        List<String> files = new ArrayList<>();
        for (String place : places) {
            if (place.startsWith(QUEUE)) {
                try (LetterSource queue = new LetterQueue(aws(), place.substring(QUEUE.length()))) {
                    replay.run(queue, destination, summary);
                }
            } else {
                files.add(place);
            }
        }
        if (!files.isEmpty()) {
            try (LetterSource source = LetterFiles.in(files)) {
                replay.run(source, destination, summary);
            }
        }
        return summary;
    }

    private Repair repair() {
        ReadableConfig kinesis = job.group(Groups.KINESIS_QUOTES);
        int maxBytes =
                (int)
                        Math.min(
                                kinesis.get(KinesisReadOptions.MAX_RECORD_SIZE).getBytes(),
                                KinesisPublisher.MAX_RECORD_BYTES);
        return new Repair(
                fields,
                force,
                new QuoteRecordReader(kinesis.get(KinesisQuoteOptions.FEED), maxBytes),
                QuoteCheck.from(job.group(Groups.QUALITY)),
                maxBytes);
    }

    private Destination destination() throws IOException {
        Optional<String> name = streamName();
        return name.isPresent()
                ? new StreamDestination(aws(), name.get())
                : new InboxDestination(inbox());
    }

    private Optional<String> streamName() throws IOException {
        boolean reads =
                job.group(Groups.SIGNALS)
                        .get(SignalsOptions.FEEDS)
                        .contains(SignalsOptions.FeedName.KINESIS);
        if (!reads) {
            return Optional.empty();
        }
        List<String> streams = job.group(Groups.KINESIS_QUOTES).get(KinesisReadOptions.STREAMS);
        if (stream == null && streams.size() > 1) {
            throw new IOException(
                    "the job reads the streams "
                            + String.join(", ", streams)
                            + ": say with --stream which one is to get the records");
        }
        if (stream != null && !streams.contains(stream)) {
            throw new IOException("the job does not read the stream " + stream);
        }
        return Optional.of(stream == null ? streams.get(0) : stream);
    }

    private String inbox() throws IOException {
        return InboxOptions.directory(job.group(Groups.REPLAY))
                .orElseThrow(
                        () ->
                                new IOException(
                                        "the job reads no Kinesis stream and has no inbox: set"
                                                + " Replay.inbox.directory and start it again with"
                                                + " that, then replay"));
    }

    private AwsSettings aws() {
        return AwsSettings.from(job.group(Groups.AWS));
    }
}
