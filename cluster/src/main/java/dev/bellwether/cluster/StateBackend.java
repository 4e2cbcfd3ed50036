// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

/** Where the tasks keep their state between checkpoints. */
public enum StateBackend {
    /** Objects on the heap. */
    HASHMAP("hashmap"),

    /** On local disk, with incremental checkpoints; what the managed service uses. */
    ROCKSDB("rocksdb");

    private final String flinkName;

    StateBackend(String flinkName) {
        this.flinkName = flinkName;
    }

    String flinkName() {
        return flinkName;
    }
}
