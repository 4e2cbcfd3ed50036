// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.faults.TransportFaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Puts a reply on the wire, whole or as the fault will have it. Ends every exchange. */
final class ReplyWriter {

    private static final int DROPS = 20;

    private final ScheduledExecutorService timer;
    private final Duration slowBody;

    /**
     * @param slowBody from the headers to the last byte of a slow body
     */
    ReplyWriter(ScheduledExecutorService timer, Duration slowBody) {
        this.timer = timer;
        this.slowBody = slowBody;
    }

    /**
     * @throws IOException if the client is gone; the exchange is closed then too
     */
    void write(HttpExchange exchange, Reply reply, FaultDraw draw) throws IOException {
        try {
            if (draw.is(TransportFaults.CONNECTION_RESET)) {
                exchange.close();
            } else if (draw.is(TransportFaults.TRUNCATED)) {
                truncate(exchange, reply);
            } else if (draw.is(TransportFaults.SLOW_BODY)) {
                drip(exchange, reply);
            } else if (draw.is(TransportFaults.MALFORMED)) {
                whole(exchange, reply, cut(reply.body, draw));
            } else if (draw.is(TransportFaults.GZIP) && acceptsGzip(exchange)) {
                whole(exchange, reply.with("Content-Encoding", "gzip"), gzip(reply.body));
            } else {
                whole(exchange, reply, reply.body);
            }
        } catch (IOException e) {
            exchange.close();
            throw e;
        }
    }

    private static void whole(HttpExchange exchange, Reply reply, byte[] body) throws IOException {
        begin(exchange, reply, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
        exchange.close();
    }

    private static void begin(HttpExchange exchange, Reply reply, int length) throws IOException {
        reply.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status, length);
    }

    /** Announces the whole length, so that the client can tell that the rest is missing. */
    private static void truncate(HttpExchange exchange, Reply reply) throws IOException {
        begin(exchange, reply, reply.body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(reply.body, 0, reply.body.length / 2);
        out.flush();
        exchange.close();
    }

    /** Leaves at least one byte, and never the last: what remains is not JSON. */
    private static byte[] cut(byte[] body, FaultDraw draw) {
        return Arrays.copyOf(body, 1 + draw.variant(body.length - 1));
    }

    private void drip(HttpExchange exchange, Reply reply) throws IOException {
        begin(exchange, reply, reply.body.length);
        exchange.getResponseBody().flush();
        scheduleDrop(exchange, reply.body, 0);
    }

    private void scheduleDrop(HttpExchange exchange, byte[] body, int drop) {
        timer.schedule(
                () -> drop(exchange, body, drop), slowBody.toNanos() / DROPS, TimeUnit.NANOSECONDS);
    }

    private void drop(HttpExchange exchange, byte[] body, int drop) {
        int from = body.length * drop / DROPS;
        int to = body.length * (drop + 1) / DROPS;
        try {
            exchange.getResponseBody().write(body, from, to - from);
            exchange.getResponseBody().flush();
        } catch (IOException expected) {
            // That the client lost its patience is what this fault is for.
            exchange.close();
            return;
        }
        if (to < body.length) {
            scheduleDrop(exchange, body, drop + 1);
        } else {
            exchange.close();
        }
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
