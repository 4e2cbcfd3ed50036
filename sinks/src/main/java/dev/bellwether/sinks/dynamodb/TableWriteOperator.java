// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes items in batches on threads of its own, and gives what is refused for good as dead
 * letters; see {@link DynamoDbSink} for what is promised.
 *
 * <p>State: the items that are not answered yet, as their bytes. A barrier waits for no answer. All
 * fields are of the task's thread; the other threads reach it through the mailbox.
 */
final class TableWriteOperator<T> extends AbstractStreamOperator<DeadLetter>
        implements OneInputStreamOperator<T, DeadLetter>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(TableWriteOperator.class);

    private static final ListStateDescriptor<byte[]> UNWRITTEN =
            new ListStateDescriptor<>("unwritten-items", BytePrimitiveArraySerializer.INSTANCE);

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final double FACTOR = 2.0;
    private static final double JITTER = 0.5;
    private static final int MAX_DOUBLINGS = 30;

    private final Table table;
    private final ItemMapper<T> mapper;
    private final transient MailboxExecutor mailbox;

    private transient ListState<byte[]> unwritten;
    private transient TableQueue queue;
    private transient TableDelivery delivery;
    private transient ScheduledExecutorService threads;
    private transient IntervalFunction pauses;
    private transient TableMetrics metrics;

    /** Whether a timer will send what waits. */
    private transient boolean lingers;

    /** Whether nothing is sent until a pause is over. */
    private transient boolean paused;

    /** How often in a row something was put off. */
    private transient int troubles;

    TableWriteOperator(
            StreamOperatorParameters<DeadLetter> parameters, Table table, ItemMapper<T> mapper) {
        processingTimeService = parameters.getProcessingTimeService();
        setup(parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
        this.table = table;
        this.mapper = mapper;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        queue = new TableQueue(table);
        unwritten = context.getOperatorStateStore().getListState(UNWRITTEN);
        for (byte[] item : unwritten.get()) {
            queue.add(TableItem.fromBytes(item));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        metrics = new TableMetrics(getMetricGroup(), queue);
        pauses =
                IntervalFunction.ofExponentialRandomBackoff(
                        Math.min(FIRST_PAUSE_MILLIS, table.maxPause.toMillis()),
                        FACTOR,
                        JITTER,
                        table.maxPause.toMillis());
        delivery = TableDelivery.open(table);
        threads =
                Executors.newScheduledThreadPool(
                        table.maxInFlight, new ExecutorThreadFactory("dynamodb-" + table));
        send(true);
    }

    /** Waits while too many items do. */
    @Override
    public void processElement(StreamRecord<T> element) throws Exception {
        while (queue.size() >= table.maxBuffered) {
            send(true);
            mailbox.yield();
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        TableItem item = mapper.map(element.getValue(), now);
        int size = item.sizeInBytes();
        if (size > TableItem.MAX_BYTES) {
            refuse(
                    item,
                    ReasonCode.OVERSIZED,
                    "has " + size + " bytes, an item may have " + TableItem.MAX_BYTES);
            return;
        }
        queue.add(item);
        send(false);
        if (queue.waiting() > 0 && !lingers) {
            lingers = true;
            getProcessingTimeService()
                    .registerTimer(
                            now + table.lingerMillis,
                            time -> {
                                lingers = false;
                                send(true);
                            });
        }
    }

    @Override
    public void endInput() throws Exception {
        while (queue.size() > 0) {
            send(true);
            mailbox.yield();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<byte[]> items = new ArrayList<>(queue.size());
        queue.all().forEach(item -> items.add(item.toBytes()));
        unwritten.update(items);
    }

    @Override
    public void close() throws Exception {
        if (threads != null) {
            threads.shutdownNow();
        }
        if (delivery != null) {
            delivery.close();
        }
        super.close();
    }

    /**
     * @param all whether a batch that is not full is sent, too
     */
    private void send(boolean all) {
        while (!paused
                && queue.batches() < table.maxInFlight
                && (all || queue.waiting() >= TableQueue.MAX_BATCH)) {
            List<TableItem> batch = queue.next();
            if (batch.isEmpty()) {
                return;
            }
            threads.execute(() -> write(batch));
        }
    }

    /** On a thread of the sink; the answer goes back to the task's thread. */
    private void write(List<TableItem> batch) {
        try {
            TableOutcome outcome = delivery.write(batch);
            toTask(() -> answered(batch, outcome));
        } catch (IOException | RuntimeException e) {
            toTask(
                    () -> {
                        throw e;
                    });
        }
    }

    private void toTask(ThrowingRunnable<Exception> answer) {
        try {
            mailbox.execute(answer, "answer of DynamoDB");
        } catch (RejectedExecutionException e) {
            LOG.debug("An answer came after the end of the task.", e);
        }
    }

    private void answered(List<TableItem> batch, TableOutcome outcome) {
        queue.settle(batch, outcome.again);
        metrics.written.inc(batch.size() - outcome.again.size() - outcome.refused.size());
        metrics.retried.inc(outcome.again.size());
        outcome.refused.forEach(
                (item, answer) ->
                        refuse(item, ReasonCode.REFUSED_BY_SERVICE, "DynamoDB answers " + answer));
        if (outcome.again.isEmpty()) {
            troubles = 0;
        } else {
            pause(outcome);
        }
        send(true);
    }

    private void pause(TableOutcome outcome) {
        if (paused) {
            return;
        }
        if (troubles == 0) {
            LOG.warn(
                    "The DynamoDB table {} did not take {} items, they are written again until it"
                            + " does: {}",
                    table,
                    outcome.again.size(),
                    outcome.trouble);
        }
        troubles = Math.min(troubles + 1, MAX_DOUBLINGS);
        paused = true;
        threads.schedule(
                () ->
                        toTask(
                                () -> {
                                    paused = false;
                                    send(true);
                                }),
                pauses.apply(troubles),
                TimeUnit.MILLISECONDS);
    }

    private void refuse(TableItem item, ReasonCode reason, String why) {
        metrics.refused.inc();
        DeadLetter letter =
                DeadLetter.of(
                        "dynamodb-" + table,
                        reason,
                        "not written: " + why,
                        item.json().getBytes(StandardCharsets.UTF_8),
                        getProcessingTimeService().getCurrentProcessingTime());
        letter.symbol = item.text(QuoteItems.SYMBOL);
        output.collect(new StreamRecord<>(letter));
    }
}
