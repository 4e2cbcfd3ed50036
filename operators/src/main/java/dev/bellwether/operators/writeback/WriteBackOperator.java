// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs a {@link WriteBackFunction}: gives its states the right to set the key, and has them written
 * before a snapshot. Its state is that of a {@link KeyedProcessOperator} with the same function, so
 * either can restore what the other has written.
 *
 * @param <K> the key
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class WriteBackOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {

    private static final long serialVersionUID = 1L;

    private final WriteBackFunction<K, I, O> function;

    public WriteBackOperator(WriteBackFunction<K, I, O> function) {
        super(function);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        // Only a backend that stores bytes leaves it to us what becomes of the objects.
        if (getKeyedStateBackend().isSafeToReuseKVState()) {
            function.bind(new Keys());
        }
        super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext snapshot) throws Exception {
        function.writeBack();
        super.snapshotState(snapshot);
    }

    private final class Keys implements KeyedContext {

        @Override
        public Object currentKey() {
            return getCurrentKey();
        }

        @Override
        public void setCurrentKey(Object key) {
            WriteBackOperator.this.setCurrentKey(key);
        }

        @Override
        public long currentTimeMillis() {
            return getProcessingTimeService().getCurrentProcessingTime();
        }
    }
}
