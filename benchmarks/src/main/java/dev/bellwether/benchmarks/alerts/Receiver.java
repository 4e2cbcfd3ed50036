// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for the services behind all webhooks: takes every message at once, and notes when it had
 * all of it.
 */
final class Receiver implements AutoCloseable {

    private static final int THREADS = 4;
    private static final byte[] LOCALHOST = {127, 0, 0, 1};

    /** Channel; the alert: its rule and when it began; revision, as a message's key has them. */
    private static final Pattern KEY =
            Pattern.compile(
                    "(SLACK|DISCORD)/u[0-9]+/(([A-Za-z0-9-]+):[^:\\s]+:([0-9]{13}))/([0-9]+)");

    /** A message that came so soon after the one before at its address had to wait for its turn. */
    private static final long SLACK_TURN_MILLIS = 1_050;

    private static final long DISCORD_TURN_MILLIS = 550;

    static {
        // Read once by the JDK's server. Without it, header and body of an answer are two packets
        // of which the second waits for a delayed acknowledgement, about 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** The first arrival of a message. */
    static final class Message {
        final String alert;
        final String rule;
        final long revision;

        /** When its quote was due, epoch milliseconds: what the alert is named by. */
        final long quoteMillis;

        final long arrivalMillis;

        /** Whether it may have waited for its turn at its address. */
        final boolean queued;

        Message(Matcher key, long arrivalMillis, boolean queued) {
            this.alert = key.group(2);
            this.rule = key.group(3);
            this.quoteMillis = Long.parseLong(key.group(4));
            this.revision = Long.parseLong(key.group(5));
            this.arrivalMillis = arrivalMillis;
            this.queued = queued;
        }
    }

    private final Clock clock = Clock.systemUTC();
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final List<Message> messages = new ArrayList<>();
    private int unknown;
    private int repeated;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() throws IOException {
        InetAddress localhost = InetAddress.getByAddress(LOCALHOST);
        Receiver receiver =
                new Receiver(HttpServer.create(new InetSocketAddress(localhost, 0), 1_024));
        receiver.server.setExecutor(receiver.workers);
        receiver.server.createContext("/", receiver::handle);
        receiver.server.start();
        return receiver;
    }

    /** With a slash at its end; any path below it is an address. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        long now = clock.millis();
        byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
        note(exchange.getRequestURI().getPath(), body, now);
    }

    private synchronized void note(String address, String body, long now) {
        if (address.equals(Straight.PATH)) {
            return;
        }
        Long before = newest.put(address, now);
        Matcher key = KEY.matcher(body);
        if (!key.find()) {
            unknown++;
        } else if (!keys.add(key.group())) {
            repeated++;
        } else {
            long turn = key.group(1).equals("SLACK") ? SLACK_TURN_MILLIS : DISCORD_TURN_MILLIS;
            messages.add(new Message(key, now, before != null && now - before < turn));
        }
    }

    /** All that came so far. */
    synchronized List<Message> messages() {
        return new ArrayList<>(messages);
    }

    /** Messages without a key, such as summaries. */
    synchronized int unknown() {
        return unknown;
    }

    /** Messages that came again. */
    synchronized int repeated() {
        return repeated;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
