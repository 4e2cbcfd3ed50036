// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A REST server that gives each call its answers one after the other, the last for ever. */
public final class ScriptedRest implements AutoCloseable {

    /** What Flink's server says while there is no leader; the status is told by the body. */
    public static final String NO_LEADER = "{\"errors\":[\"no leader\"]}";

    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public ScriptedRest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * @param call such as {@code GET /jobs/1}; without the query
     */
    public ScriptedRest on(String call, String... inTurn) {
        Deque<String> queue = new ArrayDeque<>();
        Collections.addAll(queue, inTurn);
        answers.put(call, queue);
        return this;
    }

    /** All calls so far, with their queries. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try {
            exchange.getRequestBody().readAllBytes();
            URI uri = exchange.getRequestURI();
            calls.add(
                    exchange.getRequestMethod()
                            + " "
                            + uri.getRawPath()
                            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
            Deque<String> queue = answers.get(exchange.getRequestMethod() + " " + uri.getPath());
            String body = queue == null ? "{\"errors\":[\"Not found.\"]}" : next(queue);
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(
                    queue == null ? 404 : body.equals(NO_LEADER) ? 503 : 200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } finally {
            exchange.close();
        }
    }

    private static String next(Deque<String> queue) {
        return queue.size() > 1 ? queue.remove() : queue.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
