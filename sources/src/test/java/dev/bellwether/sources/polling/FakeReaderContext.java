// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** Keeps what a reader sends, or passes it on, and keeps its metrics. */
final class FakeReaderContext implements SourceReaderContext {

    /** Stands among the events for a request of a split. */
    static final SourceEvent SPLIT_REQUEST =
            new SourceEvent() {
                private static final long serialVersionUID = 1L;

                @Override
                public String toString() {
                    return "split request";
                }
            };

    final List<SourceEvent> sent = new ArrayList<>();
    private final MetricListener metrics = new MetricListener();
    private final int subtask;
    private final Consumer<SourceEvent> listener;

    FakeReaderContext() {
        this.subtask = 0;
        this.listener = sent::add;
    }

    FakeReaderContext(int subtask, Consumer<SourceEvent> listener) {
        this.subtask = subtask;
        this.listener = listener;
    }

    /** What was sent of one kind. */
    <E extends SourceEvent> List<E> sent(Class<E> kind) {
        List<E> events = new ArrayList<>();
        sent.stream().filter(kind::isInstance).forEach(event -> events.add(kind.cast(event)));
        return events;
    }

    long splitRequests() {
        return sent.stream().filter(event -> event == SPLIT_REQUEST).count();
    }

    long counter(String name) {
        return metrics.getCounter("kinesisanalytics", name).orElseThrow().getCount();
    }

    Object gauge(String name) {
        return metrics.getGauge("kinesisanalytics", name).orElseThrow().getValue();
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup());
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
        return subtask;
    }

    @Override
    public void sendSplitRequest() {
        listener.accept(SPLIT_REQUEST);
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
        listener.accept(event);
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
}
