// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** An answer before any transport fault touches it. Immutable. */
public final class Reply {

    final int status;
    final Map<String, String> headers;
    final byte[] body;

    private Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A JSON answer. */
    public static Reply json(int status, JsonNode body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json"),
                body.toString().getBytes(UTF_8));
    }

    /** The same answer with one header more. */
    public Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, Map.copyOf(more), body);
    }
}
