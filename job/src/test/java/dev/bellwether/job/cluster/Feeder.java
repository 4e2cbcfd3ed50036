// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import dev.bellwether.sandbox.kinesis.SandboxStream;
import dev.bellwether.sandbox.workload.StreamRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A producer: puts the records of a workload on a stream in their order, some every 100 ms,
 * whatever happens to those who read it. It stops at a gate, so that a test can be sure that there
 * is something left to come.
 */
final class Feeder implements AutoCloseable {

    private static final int EVERY_MILLIS = 100;

    private final SandboxStream stream;
    private final List<StreamRecord> records;
    private final int batch;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private ScheduledFuture<?> feeding;
    private volatile int gate;
    private volatile int put;

    /**
     * @param perSecond about how many records in a second
     */
    Feeder(SandboxStream stream, List<StreamRecord> records, int perSecond) {
        this.stream = stream;
        this.records = records;
        this.batch = perSecond * EVERY_MILLIS / 1000;
    }

    /** Begins, or goes on, until this share of all records has been put. */
    void feedUntil(double share) {
        gate = (int) (records.size() * share);
        if (feeding == null) {
            feeding =
                    thread.scheduleWithFixedDelay(
                            this::putSome, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** How many have been put. */
    int put() {
        if (feeding != null && feeding.isDone()) {
            try {
                feeding.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the stream could not be fed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return put;
    }

    boolean isDone() {
        return put() == records.size();
    }

    /** Whether all has been put that may be. */
    boolean isAtGate() {
        return put() == gate;
    }

    private void putSome() {
        int until = Math.min(gate, put + batch);
        if (until <= put) {
            return;
        }
        List<byte[]> data = new ArrayList<>();
        Map<byte[], String> keys = new IdentityHashMap<>();
        for (StreamRecord record : records.subList(put, until)) {
            data.add(record.data());
            keys.put(record.data(), record.partitionKey());
        }
        stream.putAll(data, keys::get);
        put = until;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
