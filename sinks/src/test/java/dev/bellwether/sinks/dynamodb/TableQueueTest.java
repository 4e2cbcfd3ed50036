// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableQueueTest {

    @TempDir Path directory;

    private TableQueue queue;

    @BeforeEach
    void newQueue() throws Exception {
        queue =
                new TableQueue(
                        Tables.alerts(
                                Tables.aws("http://127.0.0.1:9", directory), Tables.options()));
    }

    @Test
    void shouldGiveBatchesOf25InTheOrderOfTheItems() {
        for (int i = 0; i < 60; i++) {
            queue.add(Tables.item("a", i));
        }

        assertThat(queue.next()).hasSize(25).startsWith(Tables.item("a", 0));
        assertThat(queue.next()).hasSize(25).startsWith(Tables.item("a", 25));
        assertThat(queue.next()).hasSize(10);
        assertThat(queue.next()).isEmpty();
        assertThat(queue.size()).isEqualTo(60);
        assertThat(queue.all()).hasSize(60);
        assertThat(queue.batches()).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutOfABatchWhatALaterItemReplaces() {
        TableItem old = Tables.item("a", 0).text("note", "old");
        TableItem last = Tables.item("a", 0).text("note", "last");
        queue.add(old);
        queue.add(Tables.item("b", 0));
        queue.add(last);

        assertThat(queue.next()).containsExactly(last, Tables.item("b", 0));
        assertThat(queue.superseded()).isEqualTo(1);
    }

    @Test
    void shouldNotSendAKeyTwiceAtOnce() {
        TableItem old = Tables.item("a", 0).text("note", "old");
        TableItem last = Tables.item("a", 0).text("note", "last");
        queue.add(old);
        List<TableItem> first = queue.next();
        queue.add(last);

        assertThat(queue.next()).isEmpty();
        queue.settle(first, first);
        // Put off, it comes before the newer one, and is replaced by it.
        assertThat(queue.all()).containsExactly(old, last);
        assertThat(queue.next()).containsExactly(last);
    }

    /** Whatever is put off and however answers come: of each key the last one is there. */
    @Test
    void shouldEndWithTheLastItemOfEachKey() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Map<Object, TableItem> expected = new LinkedHashMap<>();
            Map<Object, TableItem> table = new LinkedHashMap<>();
            List<List<TableItem>> sent = new ArrayList<>();
            int added = 0;
            while (added < 300 || queue.size() > 0) {
                if (added < 300 && random.nextBoolean()) {
                    TableItem item =
                            Tables.item("a", random.nextInt(40)).text("note", "" + added++);
                    expected.put(key(item), item);
                    queue.add(item);
                } else if (random.nextBoolean()) {
                    List<TableItem> batch = queue.next();
                    if (!batch.isEmpty()) {
                        sent.add(batch);
                    }
                } else if (!sent.isEmpty()) {
                    List<TableItem> batch = sent.remove(random.nextInt(sent.size()));
                    Set<Object> keys = new HashSet<>();
                    List<TableItem> again = new ArrayList<>();
                    for (TableItem item : batch) {
                        assertThat(keys.add(key(item))).isTrue();
                        if (random.nextInt(3) == 0) {
                            again.add(item);
                        } else {
                            table.put(key(item), item);
                        }
                    }
                    queue.settle(batch, again);
                }
            }
            assertThat(table).as("seed %s", seed).isEqualTo(expected);
        }
    }

    private static Object key(TableItem item) {
        return item.attributes().get("revision");
    }
}
