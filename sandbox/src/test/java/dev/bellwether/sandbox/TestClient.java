// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain client of one sandbox. */
public final class TestClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Sandbox sandbox;
    private final Duration deadline;

    public TestClient(Sandbox sandbox) {
        this(sandbox, Duration.ofSeconds(20));
    }

    private TestClient(Sandbox sandbox, Duration deadline) {
        this.sandbox = sandbox;
        this.deadline = deadline;
    }

    /**
     * A client with that deadline for the whole exchange. {@code HttpRequest.timeout} would end
     * with the headers and wait for a slow body for ever.
     */
    public TestClient withDeadline(Duration value) {
        return new TestClient(sandbox, value);
    }

    /** A v0 quote in dollars. */
    public HttpResponse<byte[]> quote(String symbol) throws IOException {
        return post("/v0/quote", "{'symbol':'" + symbol + "','currency':'USD'}");
    }

    /** Posts with the key; single quotes stand for double ones. */
    public HttpResponse<byte[]> post(String path, String body) throws IOException {
        return send(
                request(path)
                        .header("x-api-key", SandboxConfig.DEFAULT_API_KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** Gets with the key. */
    public HttpResponse<byte[]> get(String path) throws IOException {
        return send(request(path).header("x-api-key", SandboxConfig.DEFAULT_API_KEY).GET());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(sandbox.baseUrl().resolve(path));
    }

    /**
     * @throws HttpTimeoutException if the answer is not there whole in time
     */
    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("not whole after " + deadline);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
