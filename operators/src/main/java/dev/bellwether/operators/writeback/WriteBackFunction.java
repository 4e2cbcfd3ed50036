// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * A keyed function with {@link WriteBackState}. Under a {@link WriteBackOperator} the states have a
 * cache where the backend is one that stores bytes; under any other operator they have none and
 * behave the same.
 *
 * @param <K> the key
 * @param <I> what it takes
 * @param <O> what it gives
 */
public abstract class WriteBackFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {

    private static final long serialVersionUID = 1L;

    private transient KeyedContext context;
    private transient List<WriteBackState<?>> states;

    /** To be called before {@code open}. */
    final void bind(KeyedContext operator) {
        context = operator;
    }

    /**
     * The state of this descriptor. To be called in {@code open}, once for each.
     *
     * @param cache memory for values
     * @param bytesPerKey what a key and its value take of it
     */
    protected final <V> WriteBackState<V> writeBackState(
            ValueStateDescriptor<V> descriptor, MemorySize cache, int bytesPerKey) {
        StateTtlConfig ttl = descriptor.getTtlConfig();
        WriteBackState<V> state =
                new WriteBackState<>(
                        getRuntimeContext().getState(descriptor),
                        ttl.isEnabled() ? ttl.getTimeToLive().toMillis() : Long.MAX_VALUE,
                        (int) Math.min(Integer.MAX_VALUE, cache.getBytes() / bytesPerKey),
                        context);
        if (states == null) {
            states = new ArrayList<>();
            tell(states);
        }
        states.add(state);
        return state;
    }

    /** Of all states together. */
    private void tell(List<WriteBackState<?>> all) {
        if (context != null) {
            MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
            group.gauge(
                    "stateValuesRead",
                    (Gauge<Long>) () -> all.stream().mapToLong(WriteBackState::reads).sum());
            group.gauge(
                    "stateValuesWritten",
                    (Gauge<Long>) () -> all.stream().mapToLong(WriteBackState::writes).sum());
        }
    }

    final void writeBack() throws IOException {
        if (states != null) {
            for (WriteBackState<?> state : states) {
                state.writeBack();
            }
        }
    }
}
