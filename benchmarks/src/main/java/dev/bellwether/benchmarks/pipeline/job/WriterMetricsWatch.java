// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes the Redis writers' own metrics readable: how many records they hold that Redis has not yet
 * accepted, and how many commands it has. A writer registers them in the thread in which it works.
 */
public final class WriterMetricsWatch implements MetricReporter, MetricReporterFactory {

    private static final String BUFFERED_RECORDS = "bufferedRecords";
    private static final String COMMANDS_SENT = "commandsSent";

    private static final Map<Thread, Gauge<?>> BACKLOGS = new ConcurrentHashMap<>();
    private static final Map<Thread, Counter> COMMANDS = new ConcurrentHashMap<>();

    /** The backlog of the writer that works in this thread. */
    static Gauge<?> backlogOfThisThread() {
        Gauge<?> gauge = BACKLOGS.get(Thread.currentThread());
        if (gauge == null) {
            throw new IllegalStateException("no writer has registered " + BUFFERED_RECORDS);
        }
        return gauge;
    }

    /** Records that wait for Redis' answer, of all writers. */
    static long backlog() {
        return BACKLOGS.values().stream()
                .mapToLong(gauge -> ((Number) gauge.getValue()).longValue())
                .sum();
    }

    /** Commands that Redis has accepted, of all writers. */
    static long commands() {
        return COMMANDS.values().stream().mapToLong(Counter::getCount).sum();
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return this;
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (name.equals(BUFFERED_RECORDS)) {
            BACKLOGS.put(Thread.currentThread(), (Gauge<?>) metric);
        } else if (name.equals(COMMANDS_SENT)) {
            COMMANDS.put(Thread.currentThread(), (Counter) metric);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        BACKLOGS.values().remove(metric);
        COMMANDS.values().remove(metric);
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}
}
