// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes the Redis writers' own metric readable: how many records they hold that Redis has not yet
 * accepted. A writer registers it in the thread in which it works.
 */
public final class WriterBacklog implements MetricReporter, MetricReporterFactory {

    private static final String BUFFERED_RECORDS = "bufferedRecords";

    private static final Map<Thread, Gauge<?>> WRITERS = new ConcurrentHashMap<>();

    /** The metric of the writer that works in this thread. */
    static Gauge<?> ofThisThread() {
        Gauge<?> gauge = WRITERS.get(Thread.currentThread());
        if (gauge == null) {
            throw new IllegalStateException("no writer has registered " + BUFFERED_RECORDS);
        }
        return gauge;
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return this;
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (name.equals(BUFFERED_RECORDS)) {
            WRITERS.put(Thread.currentThread(), (Gauge<?>) metric);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        WRITERS.values().remove(metric);
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}
}
