// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.Ingested;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Quotes, and dead letters, from Kinesis streams; what holds for delivery, order and credentials is
 * that of the {@link StreamConsumer}.
 *
 * <p><strong>Time</strong>: each quote carries its own event time. The watermark of a subtask is
 * the least of its shards' {@link ShardClock}s, so a shard that is read faster, as after a long
 * pause, does not make the quotes of the others late. A shard that is silent for the configured
 * time, or has not yet given a quote, is left out; a subtask without an active shard is idle. While
 * children wait for their parents, the watermark of their subtask rests, for ten minutes at most. A
 * watermark strategy behind this source would put one clock over all shards of a subtask in their
 * place.
 */
public final class KinesisQuoteSource {

    private static final TypeInformation<Ingested> TYPE = TypeInformation.of(Ingested.class);

    private KinesisQuoteSource() {}

    /**
     * Adds the source. The caller gives uid, name and parallelism; more subtasks than shards are
     * idle.
     *
     * @param aws options of the group {@code Aws}
     * @param config options of {@link KinesisReadOptions} and {@link KinesisQuoteOptions}
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static SingleOutputStreamOperator<Ingested> of(
            StreamExecutionEnvironment env, ReadableConfig aws, ReadableConfig config) {
        check(config);
        AwsSettings settings = AwsSettings.from(aws);
        return StreamConsumer.addTo(
                env, new Format(config), settings, config, properties(settings, config));
    }

    private static void check(ReadableConfig config) {
        StringBuilder problems = new StringBuilder();
        KinesisQuoteOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("KinesisQuotes: " + problems);
        }
    }

    /** The consumer's properties; no secret is among them. */
    static Properties properties(AwsSettings aws, ReadableConfig config) {
        return StreamConsumer.withIdleness(
                StreamConsumer.properties(aws, config), config.get(KinesisQuoteOptions.IDLENESS));
    }

    /** Records of one quote or several. */
    private static final class Format implements RecordFormat<Ingested> {

        private static final long serialVersionUID = 1L;

        private final String feed;
        private final int maxBytes;
        private final ShardClock clock;

        Format(ReadableConfig config) {
            feed = config.get(KinesisQuoteOptions.FEED);
            maxBytes = (int) config.get(KinesisReadOptions.MAX_RECORD_SIZE).getBytes();
            clock =
                    new ShardClock(
                            config.get(KinesisQuoteOptions.MAX_OUT_OF_ORDERNESS),
                            config.get(KinesisQuoteOptions.FUTURE_TOLERANCE));
        }

        @Override
        public TypeInformation<Ingested> type() {
            return TYPE;
        }

        @Override
        public Reader<Ingested> reader() {
            QuoteRecordReader reader = new QuoteRecordReader(feed, maxBytes);
            return (record, source, shard, sequenceNumber, arrivalMillis) ->
                    reader.read(record, source, shard, sequenceNumber, arrivalMillis)
                            .toArray(new Ingested[0]);
        }

        @Override
        public Clock<Ingested> clock() {
            return clock;
        }

        @Override
        public Metrics<Ingested> metrics(MetricGroup task) {
            return new KinesisQuoteMetrics(task);
        }

        @Override
        public long timeMillis(Ingested ingested) {
            return ingested.quote != null
                    ? ingested.quote.eventTimeMillis
                    : ingested.deadLetter.occurredMillis;
        }
    }
}
