// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.model.DeadLetter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The sink as an operator with an output: what Redis refuses for good goes on as dead letters.
 * Before a checkpoint's barrier passes, everything is accepted or handed on, so that the dead
 * letters belong to the same checkpoint. Keeps no state.
 */
final class RedisWriteOperator<T> extends AbstractStreamOperator<DeadLetter>
        implements OneInputStreamOperator<T, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final RedisSink<T> sink;
    private transient BatchWriter<T> writer;
    private transient LingerTimer timer;

    RedisWriteOperator(RedisSink<T> sink) {
        this.sink = sink;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void open() throws Exception {
        super.open();
        writer =
                sink.newWriter(
                        getMetricGroup(),
                        rejected ->
                                output.collect(
                                        new StreamRecord<>(
                                                rejected.toDeadLetter(
                                                        getProcessingTimeService()
                                                                .getCurrentProcessingTime()))));
        timer = sink.newTimer(writer, getProcessingTimeService());
    }

    @Override
    public void processElement(StreamRecord<T> element) throws Exception {
        writer.write(element.getValue());
        timer.written();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
        super.close();
    }

    private void flush() throws Exception {
        writer.flush();
        timer.flushed();
    }
}
