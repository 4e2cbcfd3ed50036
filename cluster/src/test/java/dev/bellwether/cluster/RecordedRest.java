// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A REST server with the answers of a real one: those in {@code health/recorded} were taken from
 * the signals job on a cluster of Flink 1.20.5. A test changes what it is about.
 */
public final class RecordedRest implements AutoCloseable {

    public static final String JOB = "fc84997e379b246bf35f9be6e28d3d92";
    public static final String SOURCE = "f3cd844e0e08f2b870f503f81c342b57";
    public static final String ANALYTICS = "89727d1ea38a5e73035bb051751235b2";
    public static final String DEAD_LETTERS = "1bf2ac6341b73de0cf3ff465e9114c18";

    /** When the answers were recorded. */
    public static final long NOW = 1795327698268L;

    static {
        // The JDK's server else waits 40 ms with the end of each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Double> metrics = new ConcurrentHashMap<>();
    private final HttpServer server;

    private RecordedRest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public static RecordedRest healthy() throws IOException {
        RecordedRest rest = new RecordedRest();
        rest.answers.put("/overview", recorded("overview"));
        rest.answers.put("/jobs/overview", recorded("jobs"));
        rest.answers.put("/jobs/" + JOB, recorded("job"));
        rest.answers.put("/jobs/" + JOB + "/checkpoints", recorded("checkpoints"));
        rest.answers.put("/jobs/" + JOB + "/checkpoints/config", recorded("checkpoints-config"));
        rest.answers.put("/jobs/" + JOB + "/exceptions", recorded("exceptions"));
        for (String vertex :
                new String[] {
                    SOURCE, ANALYTICS, DEAD_LETTERS, "f5b139fd47fd3919f878907136811b34"
                }) {
            rest.answers.put(
                    "/jobs/" + JOB + "/vertices/" + vertex + "/metrics",
                    recorded("metrics-" + vertex));
        }
        return rest;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Gives a metric another value than 0, by its full name. */
    public RecordedRest metric(String name, double value) {
        metrics.put(name, value);
        return this;
    }

    /** Replaces a part of an answer, which must be there. */
    public RecordedRest replace(String path, String what, String with) {
        String before = answers.get(path);
        if (!before.contains(what)) {
            throw new IllegalArgumentException("no '" + what + "' in " + before);
        }
        answers.put(path, before.replace(what, with));
        return this;
    }

    public RecordedRest answer(String path, int status, String body) {
        answers.put(path, body);
        statuses.put(path, status);
        return this;
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in =
                RecordedRest.class.getResourceAsStream("health/recorded/" + name + ".json")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery();
            String body =
                    query != null && query.startsWith("get=")
                            ? values(URLDecoder.decode(query.substring(4), UTF_8))
                            : answers.get(path);
            int status = body == null ? 404 : statuses.getOrDefault(path, 200);
            byte[] bytes = (body == null ? "{\"errors\":[\"Not found.\"]}" : body).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } finally {
            exchange.close();
        }
    }

    private String values(String names) {
        Map<String, String> values = new TreeMap<>();
        for (String name : names.split(",", -1)) {
            values.put(name, metrics.getOrDefault(name, 0.0).toString());
        }
        StringBuilder json = new StringBuilder("[");
        values.forEach(
                (name, value) ->
                        json.append(json.length() > 1 ? "," : "")
                                .append("{\"id\":\"")
                                .append(name)
                                .append("\",\"value\":\"")
                                .append(value)
                                .append("\"}"));
        return json.append(']').toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
