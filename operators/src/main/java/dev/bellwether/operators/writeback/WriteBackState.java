// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.writeback;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/**
 * One value per key, with a write-back cache of the keys that were written last: a bounded map in
 * least-recently-used order. O(1) per call.
 *
 * <p><b>What is exact.</b> {@link #value} always gives what was written last for the key. {@link
 * #writeBack} is called in the synchronous part of a checkpoint, before Flink takes its snapshot,
 * so a snapshot holds every value as of its barrier; a restored job begins with an empty cache, at
 * whatever parallelism. Values are written under their own keys, so they lie in their key groups.
 *
 * <p><b>Bounds.</b> At most so many keys are held; the one that was used longest ago leaves, and is
 * written if that was not done. At most {@value #MAX_UNSAVED} values wait to be written, longest
 * waiting first: a checkpoint stops the task for so many writes, some 20 ms, and no longer.
 *
 * <p><b>Time to live.</b> It is counted from the last write as without a cache. What Flink stores
 * beside the value is when the cache wrote it, up to one checkpoint later: for a key that left the
 * cache, or after a restore, the value lives that much longer.
 *
 * <p><b>Values are not copied.</b> A caller that changes a value in place must also call {@link
 * #update}, as with the heap backend. On a backend that keeps objects itself this is a plain {@link
 * ValueState}: there, a snapshot that is being written would see changes.
 *
 * @param <V> the value
 */
public final class WriteBackState<V> {

    static final int MAX_UNSAVED = 5_000;

    private final ValueState<V> stored;
    private final long ttlMillis;
    private final int maxKeys;

    /** {@code null} without a cache. */
    private final KeyedContext context;

    private final LinkedHashMap<Object, Entry<V>> entries = new LinkedHashMap<>(64, 0.75f, true);

    /** In the order in which they came to differ from what is stored; may hold saved ones. */
    private final ArrayDeque<Entry<V>> unsaved = new ArrayDeque<>();

    private long reads;
    private long writes;

    /**
     * @param ttlMillis time to live of the stored value; {@link Long#MAX_VALUE} for ever
     * @param maxKeys bound of the cache
     * @param context {@code null} for no cache
     */
    WriteBackState(ValueState<V> stored, long ttlMillis, int maxKeys, KeyedContext context) {
        this.stored = stored;
        this.ttlMillis = ttlMillis;
        this.maxKeys = maxKeys;
        this.context = maxKeys > 0 ? context : null;
    }

    /** The value of the current key; {@code null} if it has none. */
    public V value() throws IOException {
        if (context == null) {
            return stored.value();
        }
        Object key = context.currentKey();
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            reads++;
            return stored.value();
        }
        if (isExpired(entry)) {
            clear();
            return null;
        }
        return entry.value;
    }

    /** Sets the value of the current key. */
    public void update(V value) throws IOException {
        if (context == null) {
            stored.update(value);
            return;
        }
        Object key = context.currentKey();
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            entry = new Entry<>(key);
            entries.put(key, entry);
        }
        entry.value = value;
        entry.writtenMillis = context.currentTimeMillis();
        if (!entry.unsaved) {
            entry.unsaved = true;
            unsaved.addLast(entry);
        }
        if (entries.size() > maxKeys || unsaved.size() > MAX_UNSAVED) {
            shrink(key);
        }
    }

    /** Removes the value of the current key. */
    public void clear() {
        if (context != null) {
            Entry<V> entry = entries.remove(context.currentKey());
            if (entry != null) {
                release(entry);
            }
        }
        stored.clear();
    }

    /** Writes every value that differs from what is stored. Leaves another key current. */
    void writeBack() throws IOException {
        for (Entry<V> entry = unsaved.poll(); entry != null; entry = unsaved.poll()) {
            save(entry);
        }
    }

    /** Values that this keeps in memory. */
    long held() {
        return entries.size()
                + unsaved.stream()
                        .filter(entry -> entry.value != null && entries.get(entry.key) != entry)
                        .count();
    }

    /** Values that were read from the backend since the start. */
    long reads() {
        return reads;
    }

    /** Values that were written to the backend since the start. */
    long writes() {
        return writes;
    }

    private boolean isExpired(Entry<V> entry) {
        return context.currentTimeMillis() - entry.writtenMillis >= ttlMillis;
    }

    private void shrink(Object current) throws IOException {
        if (entries.size() > maxKeys) {
            Iterator<Map.Entry<Object, Entry<V>>> oldestFirst = entries.entrySet().iterator();
            Entry<V> oldest = oldestFirst.next().getValue();
            save(oldest);
            oldestFirst.remove();
            release(oldest);
        }
        while (unsaved.size() > MAX_UNSAVED) {
            save(unsaved.poll());
        }
        context.setCurrentKey(current);
    }

    /** Of an entry that is no more: it may stand among the unsaved until its turn comes. */
    private void release(Entry<V> entry) {
        entry.unsaved = false;
        entry.value = null;
    }

    private void save(Entry<V> entry) throws IOException {
        if (entry.unsaved) {
            entry.unsaved = false;
            writes++;
            context.setCurrentKey(entry.key);
            if (isExpired(entry)) {
                // Writing it would give it a second life.
                stored.clear();
            } else {
                stored.update(entry.value);
            }
        }
    }

    private static final class Entry<V> {

        final Object key;
        V value;
        long writtenMillis;
        boolean unsaved;

        Entry(Object key) {
            this.key = key;
        }
    }
}
