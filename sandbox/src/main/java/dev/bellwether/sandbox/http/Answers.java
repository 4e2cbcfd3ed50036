// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.io.OutputStream;

/** The sandbox's own answers, which no fault touches. */
final class Answers {

    private Answers() {}

    static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        exchange.close();
    }

    static void error(HttpExchange exchange, int status, String message) throws IOException {
        json(exchange, status, Json.mapper().createObjectNode().put("message", message));
    }
}
