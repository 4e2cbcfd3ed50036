// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Bavest's v0 quote endpoint, answering per symbol as a test tells it. */
final class FakeBavest implements AutoCloseable {

    /** Symbols in the order of requests. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeBavest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/v0/quote", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    static String quote(double price) {
        return "{\"c\":" + price + ",\"t\":1773432000,\"currency\":\"USD\"}";
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /**
     * @param headers names and values in turn
     */
    void answers(String symbol, int status, String body, String... headers) {
        replies.put(symbol, new Reply(status, body, headers));
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody());
        String symbol = request.path("symbol").asText();
        asked.add(symbol);
        Reply reply = replies.get(symbol);
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < reply.headers.length; i += 2) {
            exchange.getResponseHeaders().set(reply.headers[i], reply.headers[i + 1]);
        }
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private static final class Reply {

        final int status;
        final String body;
        final String[] headers;

        Reply(int status, String body, String[] headers) {
            this.status = status;
            this.body = body;
            this.headers = headers;
        }
    }
}
