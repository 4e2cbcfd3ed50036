// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** The writer of {@link RedisSink}; keeps no state, as a checkpoint finds it empty. */
final class RedisSinkWriter<T> implements SinkWriter<T> {

    private final BatchWriter<T> writer;
    private final LingerTimer timer;
    private final RejectedRecords rejected;

    RedisSinkWriter(BatchWriter<T> writer, LingerTimer timer, RejectedRecords rejected) {
        this.writer = writer;
        this.timer = timer;
        this.rejected = rejected;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        writer.write(element);
        timer.written();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush();
        timer.flushed();
        rejected.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
