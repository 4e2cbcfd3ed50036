// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

/** One command that Redis will never take, with its answer. */
public final class RefusedCommand {

    private final String name;
    private final String key;
    private final String answer;
    private final byte[] encoded;

    RefusedCommand(String name, String key, String answer, byte[] encoded) {
        this.name = name;
        this.key = key;
        this.answer = answer;
        this.encoded = encoded;
    }

    /** For example {@code SADD}. */
    public String name() {
        return name;
    }

    public String key() {
        return key;
    }

    /** What Redis answered, or in our words why it was not sent. */
    public String answer() {
        return answer;
    }

    /**
     * The command in the protocol of Redis (RESP), as it was or would have been sent; {@code
     * redis-cli --pipe} sends it again.
     */
    public byte[] encoded() {
        return encoded.clone();
    }

    int encodedLength() {
        return encoded.length;
    }

    /** Command, key and answer; not the value. */
    @Override
    public String toString() {
        return name + " " + key + ": " + answer;
    }
}
