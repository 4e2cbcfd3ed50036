// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items that wait and items that are on their way. Of one key the last one stays: no batch has a
 * key twice (DynamoDB refuses such a batch), and no key is on its way twice at once. Not
 * thread-safe.
 */
final class TableQueue {

    /** BatchWriteItem takes no more. */
    static final int MAX_BATCH = 25;

    private final String hash;
    private final String range;
    private final ArrayDeque<TableItem> waiting = new ArrayDeque<>();
    private final List<List<TableItem>> sent = new ArrayList<>();
    private final Set<List<AttributeValue>> sentKeys = new HashSet<>();
    private int sentItems;
    private int superseded;

    TableQueue(Table table) {
        this.hash = table.hash;
        this.range = table.range;
    }

    void add(TableItem item) {
        waiting.addLast(item);
    }

    /** How many are not answered yet. */
    int size() {
        return waiting.size() + sentItems;
    }

    /** How many are not on their way. */
    int waiting() {
        return waiting.size();
    }

    /** How many batches are on their way. */
    int batches() {
        return sent.size();
    }

    /** How many were left out so far because a later one of their batch has their key. */
    int superseded() {
        return superseded;
    }

    /** The next batch, which is on its way then; empty if there is none to be sent now. */
    List<TableItem> next() {
        Map<List<AttributeValue>, TableItem> batch = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            TableItem item = waiting.peekFirst();
            List<AttributeValue> key = key(item);
            if (sentKeys.contains(key) || (batch.size() == MAX_BATCH && !batch.containsKey(key))) {
                break;
            }
            waiting.removeFirst();
            if (batch.put(key, item) != null) {
                superseded++;
            }
        }
        List<TableItem> items = List.copyOf(batch.values());
        if (!items.isEmpty()) {
            sent.add(items);
            sentKeys.addAll(batch.keySet());
            sentItems += items.size();
        }
        return items;
    }

    /**
     * There is an answer.
     *
     * @param again what of it waits again, before all others
     */
    void settle(List<TableItem> batch, List<TableItem> again) {
        sent.removeIf(one -> one == batch);
        sentItems -= batch.size();
        batch.forEach(item -> sentKeys.remove(key(item)));
        for (int i = again.size() - 1; i >= 0; i--) {
            waiting.addFirst(again.get(i));
        }
    }

    /** What is not answered yet, in the order in which it is to be written again. */
    List<TableItem> all() {
        List<TableItem> all = new ArrayList<>(size());
        sent.forEach(all::addAll);
        all.addAll(waiting);
        return all;
    }

    private List<AttributeValue> key(TableItem item) {
        return List.of(item.attributes().get(hash), item.attributes().get(range));
    }
}
