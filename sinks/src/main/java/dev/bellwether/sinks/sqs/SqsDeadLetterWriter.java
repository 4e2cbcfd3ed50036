// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.model.DeadLetter;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to threads of its own, and keeps what is to be sent again itself, until it has
 * been.
 *
 * <p>The base class would send it again at once, as often as it can, and would hold the barrier of
 * a checkpoint back until it could. Here its requests are over with their first answer. What was
 * put off waits in {@link #waiting}, in order, which is part of every snapshot: one request at a
 * time tries the first of it, after a pause that doubles, and as long as anything waits what comes
 * new waits behind it. A barrier so waits for first answers only, once for {@code request.timeout}
 * at worst. The cost: what was put off and is under way when a snapshot is taken is sent twice if
 * that one is restored.
 *
 * <p>{@link #waiting} is of the task's thread; the other threads reach it through the mailbox.
 */
final class SqsDeadLetterWriter extends AsyncSinkWriter<DeadLetter, QueueMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(SqsDeadLetterWriter.class);

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final double FACTOR = 2.0;
    private static final double JITTER = 0.5;
    private static final int MAX_DOUBLINGS = 30;

    /** Longer than any request takes: it has a limit of its own, request.timeout. */
    private static final long REQUEST_LIFETIME_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final SqsDelivery delivery;
    private final SqsMetrics metrics;
    private final ScheduledExecutorService threads;
    private final IntervalFunction pauses;
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();
    private final MailboxExecutor mailbox;
    private final int maxWaiting;
    private final long maxBatchBytes;

    /** Put off, or come while others were; the first of them are tried, so it is never idle. */
    private final ArrayDeque<QueueMessage> waiting = new ArrayDeque<>();

    /** How often in a row the first of them was put off. */
    private int troubles;

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
        this.mailbox = context.getMailboxExecutor();
        this.maxWaiting = configuration.getMaxBufferedRequests();
        this.maxBatchBytes = configuration.getMaxBatchSizeInBytes();
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

    /** Waits while too many letters do. */
    @Override
    public void write(DeadLetter letter, Context context) throws IOException, InterruptedException {
        while (waiting.size() >= maxWaiting) {
            mailbox.yield();
        }
        super.write(letter, context);
    }

    /** At the end of the input until everything has been sent, else as the class says. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        super.flush(endOfInput);
        while (endOfInput && !waiting.isEmpty()) {
            mailbox.yield();
        }
    }

    @Override
    public List<BufferedRequestState<QueueMessage>> snapshotState(long checkpointId) {
        List<RequestEntryWrapper<QueueMessage>> all = new ArrayList<>(waiting.size());
        for (QueueMessage message : waiting) {
            all.add(new RequestEntryWrapper<>(message, getSizeInBytes(message)));
        }
        for (BufferedRequestState<QueueMessage> buffered : super.snapshotState(checkpointId)) {
            all.addAll(buffered.getBufferedRequestEntries());
        }
        return List.of(new BufferedRequestState<>(all));
    }

    @Override
    protected void submitRequestEntries(
            List<QueueMessage> batch, ResultHandler<QueueMessage> result) {
        if (!waiting.isEmpty()) {
            waiting.addAll(batch);
            result.complete();
            return;
        }
        threads.execute(() -> send(batch, again -> putOff(again, result), getFatalExceptionCons()));
    }

    @Override
    protected long getSizeInBytes(QueueMessage message) {
        return message.sizeInBytes();
    }

    /** Before the base class learns that it is over: a snapshot comes after both. */
    private void putOff(List<QueueMessage> again, ResultHandler<QueueMessage> result) {
        if (!again.isEmpty()) {
            boolean isTried = !waiting.isEmpty();
            waiting.addAll(again);
            if (!isTried) {
                tryAfterPause();
            }
        }
        result.complete();
    }

    private void tryAfterPause() {
        troubles = Math.min(troubles + 1, MAX_DOUBLINGS);
        threads.schedule(
                () -> mailbox.execute(this::tryFirst, "send dead letters again"),
                pauses.apply(troubles),
                TimeUnit.MILLISECONDS);
    }

    /** The letters stay in {@link #waiting} until there is an answer. */
    private void tryFirst() {
        List<QueueMessage> batch = new ArrayList<>(SqsDeadLetterOptions.MAX_BATCH);
        long bytes = 0;
        for (QueueMessage message : waiting) {
            bytes += message.sizeInBytes();
            if (batch.size() == SqsDeadLetterOptions.MAX_BATCH
                    || (bytes > maxBatchBytes && !batch.isEmpty())) {
                break;
            }
            batch.add(message);
        }
        threads.execute(() -> send(batch, again -> settle(batch, again), getFatalExceptionCons()));
    }

    private void settle(List<QueueMessage> batch, List<QueueMessage> again) {
        for (int i = 0; i < batch.size(); i++) {
            waiting.removeFirst();
        }
        for (int i = again.size() - 1; i >= 0; i--) {
            waiting.addFirst(again.get(i));
        }
        if (!again.isEmpty()) {
            tryAfterPause();
            return;
        }
        troubles = 0;
        if (!waiting.isEmpty()) {
            tryFirst();
        }
    }

    /** On a thread of the sink; what is to be sent again goes back to the task's thread. */
    private void send(
            List<QueueMessage> batch,
            Consumer<List<QueueMessage>> answered,
            Consumer<Exception> hopeless) {
        try {
            SqsOutcome outcome = delivery.send(batch);
            metrics.sent(batch.size() - outcome.again.size() - outcome.refused.size());
            metrics.retried(outcome.again.size());
            refuse(outcome);
            tellOfTrouble(outcome);
            mailbox.execute(() -> answered.accept(outcome.again), "answer of SQS");
        } catch (IOException | RuntimeException e) {
            if (!threads.isShutdown()) {
                hopeless.accept(e);
            }
        }
    }

    private void tellOfTrouble(SqsOutcome outcome) {
        if (outcome.again.isEmpty()) {
            inTrouble.set(false);
        } else if (!inTrouble.getAndSet(true)) {
            LOG.warn(
                    "SQS did not take {} dead letters, they are sent again until it does: {}",
                    outcome.again.size(),
                    outcome.trouble);
        }
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
