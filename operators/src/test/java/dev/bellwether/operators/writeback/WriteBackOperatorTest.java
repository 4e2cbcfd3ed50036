// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Running totals per key, in place, over real state backends. */
@SuppressWarnings("try") // the harness's close may be interrupted
class WriteBackOperatorTest {

    private static final int MAX_PARALLELISM = 16;
    private static final int KEYS = 50;

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
            boolean rocks, int cachedKeys, int parallelism, int subtask) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new WriteBackOperator<>(new Totals(cachedKeys)),
                        key -> key,
                        Types.STRING,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        StateBackend backend =
                rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
        harness.setStateBackend(backend);
        harness.setup(
                Types.STRING.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static boolean owns(String key, int parallelism, int subtask) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key, MAX_PARALLELISM, parallelism)
                == subtask;
    }

    /** Half before, half after a restore at parallelism two; more keys than the cache holds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1_000})
    void shouldGoOnAtAnotherParallelismAsIfNothingHadHappened(int cachedKeys) throws Exception {
        assertThat(run(true, cachedKeys)).isEqualTo(run(false, 0));
    }

    private static TreeMap<String, String> run(boolean rocks, int cachedKeys) throws Exception {
        Random random = new Random(5);
        List<String> input = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            input.add("S" + random.nextInt(KEYS));
        }
        TreeMap<String, String> totals = new TreeMap<>();
        OperatorSubtaskState snapshot;
        try (KeyedOneInputStreamOperatorTestHarness<String, String, String> before =
                harness(rocks, cachedKeys, 1, 0)) {
            before.open();
            for (String key : input.subList(0, 1_000)) {
                before.processElement(key, 0);
            }
            snapshot = before.snapshot(1, 1);
            // what comes after the barrier must not be in the snapshot
            for (String key : input.subList(1_000, 1_500)) {
                before.processElement(key, 0);
            }
        }
        for (int subtask = 0; subtask < 2; subtask++) {
            try (KeyedOneInputStreamOperatorTestHarness<String, String, String> after =
                    harness(rocks, cachedKeys, 2, subtask)) {
                after.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot, MAX_PARALLELISM, 1, 2, subtask));
                after.open();
                for (String key : input.subList(1_000, 2_000)) {
                    if (owns(key, 2, subtask)) {
                        after.processElement(key, 0);
                    }
                }
                for (String total : after.extractOutputValues()) {
                    totals.put(total.substring(0, total.indexOf('=')), total);
                }
            }
        }
        return totals;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveNothingBehindWhenTheLastKeyIsCleared(boolean rocks) throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, String, String> harness =
                harness(rocks, 10, 1, 0)) {
            harness.open();
            harness.processElement("A", 0);
            harness.snapshot(1, 1);
            harness.processElement("A", 0);
            harness.processWatermark(20);
            harness.snapshot(2, 2);
            if (!rocks) {
                // RocksDB does not count.
                assertThat(harness.numKeyedStateEntries()).isZero();
            }
            harness.processElement("A", 0);

            assertThat(harness.extractOutputValues()).containsExactly("A=1", "A=2", "A=1");
        }
    }

    private static final class Totals extends WriteBackFunction<String, String, String> {

        private static final long serialVersionUID = 1L;

        private final int cachedKeys;
        private transient WriteBackState<long[]> state;

        Totals(int cachedKeys) {
            this.cachedKeys = cachedKeys;
        }

        @Override
        public void open(OpenContext context) {
            state =
                    writeBackState(
                            new ValueStateDescriptor<>(
                                    "total", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO),
                            new MemorySize(100L * cachedKeys),
                            100);
        }

        @Override
        public void processElement(String key, Context context, Collector<String> out)
                throws Exception {
            long[] total = state.value();
            if (total == null) {
                total = new long[1];
                context.timerService().registerEventTimeTimer(10);
            }
            total[0]++;
            state.update(total);
            out.collect(key + "=" + total[0]);
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out) {
            state.clear();
        }
    }
}
