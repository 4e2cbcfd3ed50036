// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.Arrays;
import redis.clients.jedis.args.Rawable;

/** An argument of a command, without the copy that the client's own wrapper makes. */
final class RawBytes implements Rawable {

    private final byte[] bytes;

    RawBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte[] getRaw() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawBytes && Arrays.equals(bytes, ((RawBytes) other).bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
