// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Answers the quote requests of Bavest's v0 with what it was given, and counts them. */
final class ScriptedBavest implements AutoCloseable {

    private final HttpServer server;
    private Map<String, JsonNode> answers = Map.of();
    private Map<String, Integer> served = new HashMap<>();

    ScriptedBavest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v0/quote", this::quote);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v0";
    }

    /** From now on it answers with these; counting begins anew. */
    synchronized void show(Map<String, JsonNode> bodies) {
        answers = bodies;
        served = new HashMap<>();
    }

    /** Whether each symbol was served twice: what was answered first has then left the source. */
    synchronized boolean isSeen() {
        return answers.keySet().stream().allMatch(symbol -> served.getOrDefault(symbol, 0) >= 2);
    }

    private void quote(HttpExchange exchange) throws IOException {
        try {
            String symbol =
                    Json.mapper().readTree(exchange.getRequestBody()).path("symbol").asText();
            byte[] body = answer(symbol);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
            count(symbol, body);
        } finally {
            exchange.close();
        }
    }

    private synchronized byte[] answer(String symbol) {
        return String.valueOf(answers.get(symbol)).getBytes(UTF_8);
    }

    /** Only an answer that is still the one that is shown. */
    private synchronized void count(String symbol, byte[] body) {
        if (Arrays.equals(body, answer(symbol))) {
            served.merge(symbol, 1, Integer::sum);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
