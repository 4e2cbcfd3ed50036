// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.model.DeadLetter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Dead letters as messages of a standard SQS queue, through Flink's asynchronous sink.
 *
 * <p>At least once: what is not yet accepted when a checkpoint or savepoint is taken is in its
 * state and sent after a restore; what was accepted after the last checkpoint is sent again by one,
 * and so is a batch whose answer was lost. A savepoint that is taken and never restored keeps what
 * it holds from the queue, which is why the dead-letter files are the record and the queue the
 * bell.
 *
 * <p>SQS away or throttling: messages wait (pauses double up to a limit, there is no last attempt),
 * and checkpoints pass meanwhile with the messages in their state, each held back for one {@link
 * SqsDeadLetterOptions#REQUEST_TIMEOUT} at worst. When {@link SqsDeadLetterOptions#MAX_BUFFERED}
 * wait, the job is held, and checkpoints with it, until SQS takes some; so is the end of a bounded
 * job. A message that SQS refuses for good is counted, told of once per kind in the log, and let
 * go: it is a dead letter already, and in the files. A queue that does not exist or is closed to us
 * fails the job, at the start if SQS can be reached then.
 */
@SuppressWarnings("deprecation") // Flink 1.20's own base class still stands on these interfaces.
public final class SqsDeadLetterSink extends AsyncSinkBase<DeadLetter, QueueMessage> {

    private static final long serialVersionUID = 1L;

    private final SqsQueue queue;

    private SqsDeadLetterSink(
            SqsQueue queue, ElementConverter<DeadLetter, QueueMessage> messages, ReadableConfig o) {
        super(
                messages,
                SqsDeadLetterOptions.MAX_BATCH,
                o.get(SqsDeadLetterOptions.MAX_IN_FLIGHT),
                o.get(SqsDeadLetterOptions.MAX_BUFFERED),
                o.get(SqsDeadLetterOptions.MESSAGE_MAX_SIZE).getBytes(),
                o.get(SqsDeadLetterOptions.BATCH_LINGER).toMillis(),
                o.get(SqsDeadLetterOptions.MESSAGE_MAX_SIZE).getBytes());
        this.queue = queue;
    }

    /**
     * @param aws options of {@link dev.bellwether.clients.aws.AwsOptions}
     * @param config options of {@link SqsDeadLetterOptions}, of which one names a queue
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static SqsDeadLetterSink from(ReadableConfig aws, ReadableConfig config) {
        SqsQueue queue = SqsQueue.from(aws, config);
        long maxSize = config.get(SqsDeadLetterOptions.MESSAGE_MAX_SIZE).getBytes();
        return new SqsDeadLetterSink(
                queue, (letter, context) -> new MessageWriter(maxSize).write(letter), config);
    }

    @Override
    public StatefulSink.StatefulSinkWriter<DeadLetter, BufferedRequestState<QueueMessage>>
            createWriter(WriterInitContext context) throws IOException {
        return newWriter(context, List.of());
    }

    @Override
    public StatefulSink.StatefulSinkWriter<DeadLetter, BufferedRequestState<QueueMessage>>
            restoreWriter(
                    WriterInitContext context,
                    Collection<BufferedRequestState<QueueMessage>> recovered)
                    throws IOException {
        return newWriter(context, recovered);
    }

    private SqsDeadLetterWriter newWriter(
            WriterInitContext context, Collection<BufferedRequestState<QueueMessage>> recovered)
            throws IOException {
        return SqsDeadLetterWriter.open(
                queue,
                getElementConverter(),
                context,
                SqsDeadLetterWriter.configuration(
                        getMaxInFlightRequests(),
                        getMaxBufferedRequests(),
                        getMaxBatchSizeInBytes(),
                        getMaxTimeInBufferMS()),
                recovered);
    }

    /** Only Flink before 1.19 calls this one. */
    @Override
    @Deprecated
    public SinkWriter<DeadLetter> createWriter(InitContext context) {
        throw new UnsupportedOperationException("needs Flink 1.19 or newer");
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<QueueMessage>>
            getWriterStateSerializer() {
        return new QueueMessageSerializer();
    }
}
