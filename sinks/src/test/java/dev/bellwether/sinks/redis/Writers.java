// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writers without Flink, whose pauses do something instead of waiting. */
final class Writers {

    /** What happens while the writer waits for its next attempt. */
    interface During {
        void pause() throws Exception;
    }

    /** A clock that only pauses move. */
    static final class FakePause extends Pause {

        final List<Long> waited = new ArrayList<>();
        private final During during;
        private long nanos;

        FakePause(WriteSettings settings, During during) {
            super(settings);
            this.during = during;
        }

        @Override
        long nanoTime() {
            return nanos;
        }

        @Override
        void sleep(long millis) {
            waited.add(millis);
            nanos += Duration.ofMillis(millis).toNanos();
            try {
                during.pause();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Writers() {}

    static <T> BatchWriter<T> to(
            RedisEndpoint endpoint,
            RedisRecordMapper<T> mapper,
            WriteSettings settings,
            List<RejectedRecord> rejected,
            RecordedMetrics metrics,
            During during)
            throws IOException {
        Connector connector = new Connector(endpoint);
        RedisTransport transport =
                endpoint.mode() == RedisMode.CLUSTER
                        ? new ClusterTransport(connector)
                        : new MasterTransport(connector);
        return over(transport, mapper, settings, rejected, metrics, during);
    }

    static <T> BatchWriter<T> over(
            RedisTransport transport,
            RedisRecordMapper<T> mapper,
            WriteSettings settings,
            List<RejectedRecord> rejected,
            RecordedMetrics metrics,
            During during) {
        return new BatchWriter<>(
                mapper,
                settings,
                transport,
                rejected::add,
                new WriterMetrics(metrics, transport),
                new FakePause(settings, during));
    }

    /** {@code key=value} with SET. */
    static RedisRecordMapper<String> set() {
        return (record, commands) -> {
            int equals = record.indexOf('=');
            commands.set(
                    record.substring(0, equals), RedisCommands.bytes(record.substring(equals + 1)));
        };
    }
}
