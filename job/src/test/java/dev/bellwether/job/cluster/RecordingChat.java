// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.job.MessageKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The webhooks of chats, which take every message and write down its key and when it came. The
 * message may be JSON, or JSON and a picture.
 */
final class RecordingChat implements AutoCloseable {

    /** One message. */
    static final class Arrival {
        final String address;
        final String key;

        /** Epoch milliseconds. */
        final long millis;

        Arrival(String address, String key, long millis) {
            this.address = address;
            this.key = key;
            this.millis = millis;
        }

        @Override
        public String toString() {
            return key + " at " + millis;
        }
    }

    private final HttpServer server;
    private final List<Arrival> arrivals = new ArrayList<>();

    RecordingChat() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = MessageKey.of(exchange.getRequestBody().readAllBytes());
        synchronized (arrivals) {
            arrivals.add(
                    new Arrival(
                            exchange.getRequestURI().getPath(), key, Clock.systemUTC().millis()));
        }
        byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** In their order. */
    List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    /** Each once. */
    Set<String> keys() {
        return arrivals().stream()
                .map(arrival -> arrival.key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
