// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.state.ValueState;
import org.junit.jupiter.api.Test;

class WriteBackStateTest {

    private static final long TTL = 1_000;

    private final Backend backend = new Backend();

    private WriteBackState<int[]> state(int maxKeys) {
        return new WriteBackState<>(backend, TTL, maxKeys, backend);
    }

    private void put(WriteBackState<int[]> state, String key, int value) throws IOException {
        backend.setCurrentKey(key);
        state.update(new int[] {value});
    }

    private Integer get(WriteBackState<int[]> state, String key) throws IOException {
        backend.setCurrentKey(key);
        int[] value = state.value();
        return value == null ? null : value[0];
    }

    @Test
    void shouldTouchTheBackendForAKeyOnlyWhenItIsToWriteBack() throws IOException {
        WriteBackState<int[]> state = state(10);
        for (int i = 0; i < 100; i++) {
            put(state, "A", i);
            assertThat(get(state, "A")).isEqualTo(i);
        }
        assertThat(backend.calls).isZero();

        state.writeBack();
        state.writeBack();

        assertThat(backend.calls).isEqualTo(1);
        assertThat(backend.values.get("A")[0]).isEqualTo(99);
    }

    @Test
    void shouldWriteTheKeyThatWasUsedLongestAgoUnderItsOwnNameWhenThereIsNoRoom()
            throws IOException {
        WriteBackState<int[]> state = state(2);
        put(state, "A", 1);
        put(state, "B", 2);
        get(state, "A");
        put(state, "C", 3);

        assertThat(backend.currentKey()).isEqualTo("C");
        assertThat(backend.values).containsOnlyKeys("B");
        assertThat(backend.values.get("B")[0]).isEqualTo(2);
        assertThat(get(state, "B")).isEqualTo(2);
    }

    @Test
    void shouldLetOnlySoManyValuesWaitToBeWritten() throws IOException {
        WriteBackState<int[]> state = state(1_000_000);
        int keys = WriteBackState.MAX_UNSAVED + 10;
        for (int i = 0; i < keys; i++) {
            put(state, "S" + i, i);
        }

        assertThat(backend.values).hasSize(10).containsKeys("S0", "S9");
        state.writeBack();
        assertThat(backend.values).hasSize(keys);
    }

    @Test
    void shouldHoldNoValueOfAKeyThatLeftForLackOfRoomOrWasRemoved() throws IOException {
        WriteBackState<int[]> state = state(2);
        for (int i = 0; i < 100; i++) {
            put(state, "S" + i, i);
        }
        assertThat(state.held()).isEqualTo(2);

        backend.setCurrentKey("S99");
        state.clear();

        assertThat(state.held()).isEqualTo(1);
        state.writeBack();
        assertThat(backend.values).hasSize(99);
    }

    @Test
    void shouldForgetAValueThatWasNotWrittenForItsTimeToLive() throws IOException {
        WriteBackState<int[]> state = state(10);
        put(state, "A", 1);
        put(state, "B", 1);
        backend.millis += TTL / 2;
        state.writeBack();
        backend.millis += TTL / 2 - 1;
        put(state, "B", 2);
        assertThat(get(state, "A")).isEqualTo(1);

        backend.millis += 1;

        assertThat(get(state, "A")).isNull();
        assertThat(get(state, "A")).isNull();
        assertThat(get(state, "B")).isEqualTo(2);
    }

    @Test
    void shouldNotGiveAnOverdueValueASecondLifeByWritingItBack() throws IOException {
        WriteBackState<int[]> state = state(10);
        put(state, "A", 1);
        backend.millis += TTL;

        state.writeBack();

        assertThat(backend.values).isEmpty();
    }

    @Test
    void shouldRemoveBothCopiesOfAValue() throws IOException {
        WriteBackState<int[]> state = state(10);
        put(state, "A", 1);
        state.writeBack();
        put(state, "A", 2);
        backend.setCurrentKey("A");

        state.clear();
        state.writeBack();

        assertThat(get(state, "A")).isNull();
        assertThat(backend.values).isEmpty();
    }

    @Test
    void shouldGoStraightToTheBackendWithoutRoom() throws IOException {
        WriteBackState<int[]> state = state(0);
        put(state, "A", 1);

        assertThat(backend.values.get("A")[0]).isEqualTo(1);
        assertThat(get(state, "A")).isEqualTo(1);
    }

    /** Whatever happens in whatever order: it gives what a map would give, and saves the same. */
    @Property(tries = 100)
    void shouldBehaveAsAMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int maxKeys)
            throws IOException {
        Random random = new Random(seed);
        backend.values.clear();
        WriteBackState<int[]> state = state(maxKeys);
        Map<String, Integer> model = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            String key = "S" + random.nextInt(30);
            switch (random.nextInt(8)) {
                case 0:
                    backend.setCurrentKey(key);
                    state.clear();
                    model.remove(key);
                    break;
                case 1:
                    state.writeBack();
                    assertThat(backend.contents()).isEqualTo(model);
                    break;
                case 2:
                case 3:
                case 4:
                    assertThat(get(state, key)).isEqualTo(model.get(key));
                    break;
                default:
                    put(state, key, i);
                    model.put(key, i);
            }
        }
        state.writeBack();
        assertThat(backend.contents()).isEqualTo(model);
    }

    /** Keeps copies, as a backend of bytes does. */
    private static final class Backend implements ValueState<int[]>, KeyedContext {

        final Map<Object, int[]> values = new HashMap<>();
        private Object key;
        long millis;
        int calls;

        @Override
        public int[] value() {
            int[] value = values.get(key);
            return value == null ? null : value.clone();
        }

        @Override
        public void update(int[] value) {
            calls++;
            values.put(key, value.clone());
        }

        @Override
        public void clear() {
            calls++;
            values.remove(key);
        }

        @Override
        public Object currentKey() {
            return key;
        }

        @Override
        public void setCurrentKey(Object next) {
            key = next;
        }

        @Override
        public long currentTimeMillis() {
            return millis;
        }

        Map<Object, Integer> contents() {
            Map<Object, Integer> contents = new HashMap<>();
            values.forEach((k, v) -> contents.put(k, v[0]));
            return contents;
        }
    }
}
