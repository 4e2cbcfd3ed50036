// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Remembers metrics by group and name. */
final class RecordedMetrics extends UnregisteredMetricsGroup {

    private final String group;
    private final Map<String, Counter> counters;
    private final Map<String, Gauge<?>> gauges;

    RecordedMetrics() {
        this("", new HashMap<>(), new HashMap<>());
    }

    private RecordedMetrics(
            String group, Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
        this.group = group;
        this.counters = counters;
        this.gauges = gauges;
    }

    /** Count of {@code group.name}. */
    long count(String name) {
        return counters.get(name).getCount();
    }

    Object gauge(String name) {
        return gauges.get(name).getValue();
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new RecordedMetrics(group + name + ".", counters, gauges);
    }

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(group + name, none -> new SimpleCounter());
    }

    @Override
    public <V, G extends Gauge<V>> G gauge(String name, G gauge) {
        gauges.put(group + name, gauge);
        return gauge;
    }
}
