// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.kinesis;

import java.math.BigInteger;
import java.util.Optional;

/** One shard of a stream: its range of hash keys, where it came from, and whether it is closed. */
public final class KinesisShard {

    private final String id;
    private final String parent;
    private final BigInteger firstHash;
    private final BigInteger lastHash;
    private final boolean open;

    KinesisShard(
            String id, String parent, BigInteger firstHash, BigInteger lastHash, boolean open) {
        this.id = id;
        this.parent = parent;
        this.firstHash = firstHash;
        this.lastHash = lastHash;
        this.open = open;
    }

    public String id() {
        return id;
    }

    /** The shard that was split, or the first of the two that were merged, into this one. */
    public Optional<String> parent() {
        return Optional.ofNullable(parent);
    }

    public BigInteger firstHash() {
        return firstHash;
    }

    public BigInteger lastHash() {
        return lastHash;
    }

    /** Whether it still takes records; a split or merged one does not. */
    public boolean isOpen() {
        return open;
    }

    @Override
    public String toString() {
        return id + (open ? " open" : " closed");
    }
}
