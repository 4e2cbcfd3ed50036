// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.split;

import java.io.Serializable;
import java.util.Arrays;

/** The last emitted fingerprint of each item of a chunk, where there is one. */
public final class Fingerprints implements Serializable {

    private static final long serialVersionUID = 1L;

    private final boolean[] known;
    private final long[] values;

    /** Room for {@code size} items, none of them known. */
    public Fingerprints(int size) {
        this(new boolean[size], new long[size]);
    }

    private Fingerprints(boolean[] known, long[] values) {
        this.known = known;
        this.values = values;
    }

    public int size() {
        return values.length;
    }

    public boolean isKnown(int item) {
        return known[item];
    }

    /** Meaningful only where {@link #isKnown}. */
    public long get(int item) {
        return values[item];
    }

    public void set(int item, long fingerprint) {
        known[item] = true;
        values[item] = fingerprint;
    }

    public void clear(int item) {
        known[item] = false;
        values[item] = 0;
    }

    public Fingerprints copy() {
        return new Fingerprints(known.clone(), values.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprints
                && Arrays.equals(known, ((Fingerprints) other).known)
                && Arrays.equals(values, ((Fingerprints) other).values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(known) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int item = 0; item < values.length; item++) {
            text.append(item == 0 ? "" : " ").append(known[item] ? values[item] : "-");
        }
        return text.append(']').toString();
    }
}
