// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Parameter Store and Secrets Manager at one address, 127.0.0.1 and a free port. Requests must
 * be signed with {@link #KEY} as id and as secret, for the service that they call.
 */
public final class SandboxSecrets implements AutoCloseable {

    /** Id and secret of the only access key. */
    public static final String KEY = "sandbox";

    private static final byte[] LOCALHOST = {127, 0, 0, 1};

    private final Parameters parameters = new Parameters();
    private final ManagedSecrets secrets = new ManagedSecrets();
    private final SignatureCheck signature = new SignatureCheck(KEY, KEY);
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final Deque<StoreFault> faults = new ArrayDeque<>();
    private final HttpServer server;
    private final ExecutorService workers;
    private StoreFault outage;
    private CountDownLatch silence = new CountDownLatch(1);

    private SandboxSecrets() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), 0), 0);
        workers =
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task, "sandbox-secrets");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    public static SandboxSecrets start() throws IOException {
        return new SandboxSecrets();
    }

    /** Of both services. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A SecureString, or its next version. */
    public void putParameter(String name, String value) {
        putParameter(name, "SecureString", value);
    }

    /** A parameter of this type, or its next version. */
    public void putParameter(String name, String type, String value) {
        parameters.put(name, type, value);
    }

    /** A secret, or its next version, which is the current one at once. */
    public void putSecret(String name, String text) {
        secrets.put(name, ManagedSecrets.CURRENT, text, null);
    }

    /** A secret that is no text. */
    public void putSecret(String name, byte[] bytes) {
        secrets.put(name, ManagedSecrets.CURRENT, null, bytes.clone());
    }

    /** Begins a rotation: the new version is there, but not the current one. */
    public void stageSecret(String name, String text) {
        secrets.put(name, ManagedSecrets.PENDING, text, null);
    }

    /** Ends a rotation: the staged version is the current one now. */
    public void promoteSecret(String name) {
        secrets.promote(name);
    }

    /** Takes the parameter and the secret of this name away. */
    public void remove(String name) {
        parameters.remove(name);
        secrets.remove(name);
    }

    /** From now on the key may not read the parameter or secret of this name. */
    public void deny(String name) {
        denied.add(name);
    }

    /** The next requests meet these faults, one each. */
    public void failNext(StoreFault... next) {
        synchronized (faults) {
            for (StoreFault fault : next) {
                faults.add(fault);
            }
        }
    }

    /** Every request meets this fault until {@link #recover}. */
    public void fail(StoreFault fault) {
        synchronized (faults) {
            outage = fault;
        }
    }

    /** Ends all faults; who waits for a silent store gets an end of the connection. */
    public void recover() {
        synchronized (faults) {
            outage = null;
            faults.clear();
            silence.countDown();
            silence = new CountDownLatch(1);
        }
    }

    /** How many requests have arrived, those that met a fault included. */
    public int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        boolean ofParameters = target != null && target.startsWith("AmazonSSM.");
        try {
            if (!meetFault(exchange, ofParameters)) {
                return;
            }
            signature.check(exchange, body, ofParameters ? "ssm" : "secretsmanager");
            answer(exchange, 200, answer(target, Json.mapper().readTree(body)).toString());
        } catch (StoreRefusalException e) {
            ObjectNode error = Json.mapper().createObjectNode().put("__type", e.type);
            if (e.getMessage() != null) {
                // One says message, the other Message: clients must know both.
                error.put(ofParameters ? "message" : "Message", e.getMessage());
            }
            answer(exchange, e.status, error.toString());
        }
    }

    private JsonNode answer(String target, JsonNode request) throws StoreRefusalException {
        switch (target == null ? "" : target) {
            case "AmazonSSM.GetParameter":
                checkAccess("ssm:GetParameter", request.path("Name").asText());
                return parameters.get(request);
            case "secretsmanager.GetSecretValue":
                checkAccess("secretsmanager:GetSecretValue", request.path("SecretId").asText());
                return secrets.get(request);
            default:
                throw StoreRefusalException.of("UnknownOperationException", null);
        }
    }

    private void checkAccess(String action, String name) throws StoreRefusalException {
        if (denied.contains(name)) {
            throw StoreRefusalException.of(
                    "AccessDeniedException",
                    "User: arn:aws:iam::000000000000:user/sandbox is not authorized to perform: "
                            + action
                            + " because no identity-based policy allows the action");
        }
    }

    /** Whether the request goes on to its answer. */
    private boolean meetFault(HttpExchange exchange, boolean ofParameters)
            throws IOException, StoreRefusalException {
        StoreFault fault;
        CountDownLatch end;
        synchronized (faults) {
            fault = outage != null ? outage : faults.poll();
            end = silence;
        }
        if (fault == null) {
            return true;
        }
        switch (fault) {
            case THROTTLED:
                throw StoreRefusalException.of("ThrottlingException", "Rate exceeded");
            case INTERNAL_ERROR:
                throw new StoreRefusalException(
                        500,
                        ofParameters ? "InternalServerError" : "InternalServiceError",
                        "An error occurred on the server side.");
            case UNAVAILABLE:
                answer(exchange, 503, "<html>Service Unavailable</html>");
                return false;
            default:
                waitFor(end);
                exchange.close();
                return false;
        }
    }

    private static void waitFor(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders()
                .set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        recover();
        server.stop(0);
        workers.shutdownNow();
    }
}
