// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.model.IngestedAlert;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Changes of alerts, and dead letters, from Kinesis streams; what holds for delivery, order and
 * credentials is that of the {@link StreamConsumer}. What a producer puts on a stream twice comes
 * twice.
 *
 * <p>There are no watermarks: telling people goes by the clock on the wall.
 */
public final class KinesisAlertSource {

    private static final TypeInformation<IngestedAlert> TYPE =
            TypeInformation.of(IngestedAlert.class);

    private KinesisAlertSource() {}

    /**
     * Adds the source. The caller gives uid, name and parallelism; more subtasks than shards are
     * idle.
     *
     * @param aws options of the group {@code Aws}
     * @param config options of {@link KinesisReadOptions}
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static SingleOutputStreamOperator<IngestedAlert> of(
            StreamExecutionEnvironment env, ReadableConfig aws, ReadableConfig config) {
        StringBuilder problems = new StringBuilder();
        KinesisReadOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("KinesisAlerts: " + problems);
        }
        AwsSettings settings = AwsSettings.from(aws);
        return StreamConsumer.addTo(
                env,
                new Format((int) config.get(KinesisReadOptions.MAX_RECORD_SIZE).getBytes()),
                settings,
                config,
                StreamConsumer.properties(settings, config));
    }

    /** Records of one alert each. */
    private static final class Format implements RecordFormat<IngestedAlert> {

        private static final long serialVersionUID = 1L;

        private final int maxBytes;

        Format(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        public TypeInformation<IngestedAlert> type() {
            return TYPE;
        }

        @Override
        public Reader<IngestedAlert> reader() {
            AlertRecordReader reader = new AlertRecordReader(maxBytes);
            return (record, source, shard, sequenceNumber, arrivalMillis) ->
                    new IngestedAlert[] {
                        reader.read(record, source, shard, sequenceNumber, arrivalMillis)
                    };
        }

        @Override
        public Clock<IngestedAlert> clock() {
            return null;
        }

        @Override
        public Metrics<IngestedAlert> metrics(MetricGroup task) {
            StreamMetrics stream = new StreamMetrics(task);
            Counter alerts = stream.counter("streamAlertsRead");
            return record -> {
                stream.record();
                for (IngestedAlert one : record) {
                    if (one.alert != null) {
                        alerts.inc();
                    } else {
                        stream.unreadable(one.deadLetter);
                    }
                }
            };
        }

        @Override
        public long timeMillis(IngestedAlert one) {
            return one.alert != null ? one.alert.changedMillis : one.deadLetter.occurredMillis;
        }
    }
}
