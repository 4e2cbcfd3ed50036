// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** The context of one of several readers, which remembers the gauges that are registered. */
final class StubReaderContext implements SourceReaderContext {

    /** Gauges by group and name. */
    final Map<String, Gauge<?>> gauges = new TreeMap<>();

    private final int parallelism;

    StubReaderContext(int parallelism) {
        this.parallelism = parallelism;
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return InternalSourceReaderMetricGroup.mock(new RecordingGroup(""));
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
        return 0;
    }

    @Override
    public void sendSplitRequest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    private final class RecordingGroup extends UnregisteredMetricsGroup {

        private final String name;

        RecordingGroup(String name) {
            this.name = name;
        }

        @Override
        public MetricGroup addGroup(String child) {
            return new RecordingGroup(name + child + ".");
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String gauge, G value) {
            gauges.put(name + gauge, value);
            return value;
        }
    }
}
