// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.Ingested;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** What the jobs of this JVM have read, by the name of a test: with its timestamp and watermark. */
final class Seen extends ProcessFunction<Ingested, Ingested> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Collection<One>> ALL = new ConcurrentHashMap<>();

    private final String test;

    Seen(String test) {
        this.test = test;
    }

    static Collection<One> of(String test) {
        return ALL.computeIfAbsent(test, name -> new ConcurrentLinkedQueue<>());
    }

    static void forget(String test) {
        ALL.remove(test);
    }

    @Override
    public void processElement(Ingested ingested, Context context, Collector<Ingested> out) {
        of(test).add(
                        new One(
                                ingested,
                                context.timestamp(),
                                context.timerService().currentWatermark()));
        out.collect(ingested);
    }

    static final class One {

        final Ingested ingested;
        final long timestamp;
        final long watermark;

        One(Ingested ingested, long timestamp, long watermark) {
            this.ingested = ingested;
            this.timestamp = timestamp;
            this.watermark = watermark;
        }
    }
}
