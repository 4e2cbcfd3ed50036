// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.ses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * SendEmail of Amazon SES v2 on 127.0.0.1 and a free port. It wants requests that are signed for
 * {@code ses} (the form of the signature, not its value), refuses what SES refuses, and misbehaves
 * when told to.
 */
public final class SandboxSes implements AutoCloseable {

    private static final byte[] LOCALHOST = {127, 0, 0, 1};
    private static final String PATH = "/v2/email/outbound-emails";
    private static final int MOST_RECIPIENTS = 50;
    private static final Pattern SIGNATURE =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[a-z0-9-]+/ses/aws4_request,"
                            + " ?SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*,"
                            + " ?Signature=[0-9a-f]{64}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z-]{1,126}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{1,870}");

    private final HttpServer server;
    private final ExecutorService workers;
    private final List<SentMail> taken = new CopyOnWriteArrayList<>();
    private final Set<String> unverified = ConcurrentHashMap.newKeySet();
    private final Deque<SesFault> faults = new ArrayDeque<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    private SandboxSes() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), 0), 0);
        workers =
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task, "sandbox-ses");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    public static SandboxSes start() throws IOException {
        return new SandboxSes();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The address is one that a sandboxed account may not use. */
    public void unverify(String address) {
        unverified.add(address);
    }

    /** The next requests meet these faults, one each. */
    public void failNext(SesFault... next) {
        synchronized (faults) {
            faults.addAll(List.of(next));
        }
    }

    /** In their order, those whose answer did not arrive included. */
    public List<SentMail> taken() {
        return new ArrayList<>(taken);
    }

    /** How many requests have arrived, refused ones included. */
    public int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String signature = exchange.getRequestHeaders().getFirst("Authorization");
        if (signature == null || !SIGNATURE.matcher(signature).matches()) {
            refuse(exchange, 403, "InvalidSignatureException", "not signed for ses: " + signature);
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals(PATH)) {
            refuse(exchange, 404, "UnknownOperationException", "only " + PATH);
            return;
        }
        SesFault fault;
        synchronized (faults) {
            fault = faults.poll();
        }
        if (fault != null && fault.status != 0) {
            refuse(exchange, fault.status, fault.type, fault.message);
            return;
        }
        JsonNode request;
        try {
            request = Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            refuse(exchange, 400, "BadRequestException", "no JSON");
            return;
        }
        String problem = problem(request);
        if (problem != null) {
            refuse(exchange, 400, "BadRequestException", problem);
            return;
        }
        List<String> rejected = rejected(request);
        if (!rejected.isEmpty()) {
            refuse(
                    exchange,
                    400,
                    "MessageRejected",
                    "Email address is not verified. The following identities failed the check in"
                            + " region EU-CENTRAL-1: "
                            + String.join(", ", rejected));
            return;
        }
        taken.add(new SentMail(request));
        if (fault == SesFault.RESET_AFTER_TAKING) {
            exchange.close();
            return;
        }
        byte[] answer =
                Json.mapper()
                        .createObjectNode()
                        .put("MessageId", String.format(Locale.ROOT, "%016x-000000", taken.size()))
                        .toString()
                        .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (fault == SesFault.STALLED_BODY) {
                out.write(answer, 0, answer.length / 2);
                out.flush();
                waitForTheEnd();
            }
            out.write(answer);
        }
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String problem(JsonNode request) {
        List<String> addresses = new SentMail(request).to();
        if (addresses.isEmpty() || addresses.size() > MOST_RECIPIENTS) {
            return "recipient count must be from 1 to 50, was " + addresses.size();
        }
        for (String address : addresses) {
            if (address.indexOf('\r') >= 0 || address.indexOf('\n') >= 0) {
                return "an address has a line break";
            }
        }
        JsonNode simple = request.at("/Content/Simple");
        String subject = simple.at("/Subject/Data").asText();
        if (subject.indexOf('\r') >= 0 || subject.indexOf('\n') >= 0) {
            return "the subject has a line break";
        }
        if (simple.at("/Body/Text/Data").asText().isEmpty()) {
            return "no body";
        }
        for (JsonNode tag : request.path("EmailTags")) {
            if (!TAG.matcher(tag.path("Name").asText()).matches()
                    || !TAG.matcher(tag.path("Value").asText()).matches()) {
                return "invalid tag " + tag;
            }
        }
        for (JsonNode header : simple.path("Headers")) {
            if (!HEADER.matcher(header.path("Name").asText()).matches()
                    || !HEADER_VALUE.matcher(header.path("Value").asText()).matches()) {
                return "invalid header " + header;
            }
        }
        return null;
    }

    private List<String> rejected(JsonNode request) {
        List<String> rejected = new ArrayList<>();
        for (String address : unverified) {
            if (request.path("FromEmailAddress").asText().contains(address)
                    || new SentMail(request).to().contains(address)) {
                rejected.add(address);
            }
        }
        return rejected;
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message)
            throws IOException {
        ObjectNode body = Json.mapper().createObjectNode().put("message", message);
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
