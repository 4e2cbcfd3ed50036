// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's writer, and an eye on it: it repeats what was refused in silence (at DEBUG), for
 * whatever reason and without end. Here its counters are exported, and while they say that records
 * are refused, the log says so once a minute.
 */
@SuppressWarnings("try") // what the connector's writer may throw on close is not ours to narrow
final class WatchedWriter<T>
        implements StatefulSinkWriter<T, BufferedRequestState<PutRecordsRequestEntry>> {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(WatchedWriter.class);

    private final StatefulSinkWriter<T, BufferedRequestState<PutRecordsRequestEntry>> writer;
    private final String stream;
    private final ProcessingTimeService time;
    private final Counter refused;
    private long refusedBefore;
    private boolean failing;

    private WatchedWriter(
            StatefulSinkWriter<T, BufferedRequestState<PutRecordsRequestEntry>> writer,
            String stream,
            WriterInitContext context) {
        this.writer = writer;
        this.stream = stream;
        this.time = context.getProcessingTimeService();
        this.refused = context.metricGroup().getNumRecordsSendErrorsCounter();
    }

    static <T> WatchedWriter<T> of(
            StatefulSinkWriter<T, BufferedRequestState<PutRecordsRequestEntry>> writer,
            String stream,
            WriterInitContext context) {
        WatchedWriter<T> watched = new WatchedWriter<>(writer, stream, context);
        Counter sent = context.metricGroup().getNumRecordsSendCounter();
        Counter refused = watched.refused;
        MetricGroup exported = context.metricGroup().addGroup("kinesisanalytics");
        exported.gauge("recordsSent", (Gauge<Long>) sent::getCount);
        exported.gauge("recordsRefused", (Gauge<Long>) refused::getCount);
        watched.lookAgainLater();
        return watched;
    }

    private void lookAgainLater() {
        time.registerTimer(
                time.getCurrentProcessingTime() + INTERVAL.toMillis(),
                now -> {
                    look();
                    lookAgainLater();
                });
    }

    private void look() {
        long now = refused.getCount();
        if (now > refusedBefore) {
            failing = true;
            LOG.warn(
                    "Kinesis refused {} records of the stream {} within {} s; they are sent again"
                            + " until it takes them. It throttles, cannot be reached, or the"
                            + " credentials do not allow kinesis:PutRecords.",
                    now - refusedBefore,
                    stream,
                    INTERVAL.toSeconds());
        } else if (failing) {
            failing = false;
            LOG.info("Kinesis refuses no more records of the stream {}", stream);
        }
        refusedBefore = now;
    }

    @Override
    public void write(T event, Context context) throws IOException, InterruptedException {
        writer.write(event, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    @Override
    public List<BufferedRequestState<PutRecordsRequestEntry>> snapshotState(long checkpoint)
            throws IOException {
        return writer.snapshotState(checkpoint);
    }

    @Override
    public void close() throws Exception {
        writer.close();
    }
}
