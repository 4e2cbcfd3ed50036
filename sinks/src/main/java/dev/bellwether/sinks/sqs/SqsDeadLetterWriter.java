// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.model.DeadLetter;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to threads of its own, and what is to be sent again back to the base class after a
 * pause: the base class by itself would send it again at once, as often as it can.
 */
final class SqsDeadLetterWriter extends AsyncSinkWriter<DeadLetter, QueueMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(SqsDeadLetterWriter.class);

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final double FACTOR = 2.0;
    private static final double JITTER = 0.5;

    /** Longer than any outage of which the pauses are to be kept. */
    private static final long REQUEST_LIFETIME_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final SqsDelivery delivery;
    private final SqsMetrics metrics;
    private final ScheduledExecutorService threads;
    private final IntervalFunction pauses;
    private final AtomicInteger troubles = new AtomicInteger();
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

    private SqsDeadLetterWriter(
            SqsDelivery delivery,
            SqsQueue queue,
            ElementConverter<DeadLetter, QueueMessage> messages,
            WriterInitContext context,
            AsyncSinkWriterConfiguration configuration,
            Collection<BufferedRequestState<QueueMessage>> recovered) {
        super(messages, context, configuration, recovered);
        this.delivery = delivery;
        this.metrics = new SqsMetrics(context.metricGroup());
        this.threads =
                Executors.newScheduledThreadPool(
                        configuration.getMaxInFlightRequests(),
                        new ExecutorThreadFactory("sqs-dead-letters"));
        this.pauses =
                IntervalFunction.ofExponentialRandomBackoff(
                        Math.min(FIRST_PAUSE_MILLIS, queue.maxPause.toMillis()),
                        FACTOR,
                        JITTER,
                        queue.maxPause.toMillis());
    }

    static SqsDeadLetterWriter open(
            SqsQueue queue,
            ElementConverter<DeadLetter, QueueMessage> messages,
            WriterInitContext context,
            AsyncSinkWriterConfiguration configuration,
            Collection<BufferedRequestState<QueueMessage>> recovered)
            throws IOException {
        SqsDelivery delivery = SqsDelivery.open(queue);
        return new SqsDeadLetterWriter(
                delivery, queue, messages, context, configuration, recovered);
    }

    static AsyncSinkWriterConfiguration configuration(
            int maxInFlight, int maxBuffered, long maxBytes, long lingerMillis) {
        return AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(SqsDeadLetterOptions.MAX_BATCH)
                .setMaxBatchSizeInBytes(maxBytes)
                .setMaxInFlightRequests(maxInFlight)
                .setMaxBufferedRequests(maxBuffered)
                .setMaxTimeInBufferMS(lingerMillis)
                .setMaxRecordSizeInBytes(maxBytes)
                .setRequestTimeoutMS(REQUEST_LIFETIME_MILLIS)
                .build();
    }

    @Override
    protected void submitRequestEntries(
            List<QueueMessage> batch, ResultHandler<QueueMessage> result) {
        threads.execute(() -> send(batch, result));
    }

    @Override
    protected long getSizeInBytes(QueueMessage message) {
        return message.sizeInBytes();
    }

    private void send(List<QueueMessage> batch, ResultHandler<QueueMessage> result) {
        SqsOutcome outcome;
        try {
            outcome = delivery.send(batch);
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
            return;
        }
        metrics.sent(batch.size() - outcome.again.size() - outcome.refused.size());
        refuse(outcome);
        if (outcome.again.isEmpty()) {
            troubles.set(0);
            result.complete();
            return;
        }
        metrics.retried(outcome.again.size());
        int trouble = troubles.updateAndGet(count -> Math.min(count + 1, 30));
        if (trouble == 1) {
            LOG.warn(
                    "SQS did not take {} dead letters, they are sent again until it does: {}",
                    outcome.again.size(),
                    outcome.trouble);
        }
        threads.schedule(
                () -> result.retryForEntries(outcome.again),
                pauses.apply(trouble),
                TimeUnit.MILLISECONDS);
    }

    private void refuse(SqsOutcome outcome) {
        if (outcome.refused.isEmpty()) {
            return;
        }
        metrics.refused(outcome.refused.size());
        if (toldOf.add(outcome.trouble)) {
            LOG.warn(
                    "SQS refused a dead letter for good with {}; it is in the files only, and the"
                            + " metric deadLettersRefused counts the ones to come: {}",
                    outcome.trouble,
                    outcome.refused.get(0));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        delivery.close();
        super.close();
    }
}
