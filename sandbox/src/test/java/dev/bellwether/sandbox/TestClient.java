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
import java.time.Duration;

/** A plain client of one sandbox. */
public final class TestClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Sandbox sandbox;
    private final Duration timeout;

    public TestClient(Sandbox sandbox) {
        this(sandbox, Duration.ofSeconds(20));
    }

    private TestClient(Sandbox sandbox, Duration timeout) {
        this.sandbox = sandbox;
        this.timeout = timeout;
    }

    public TestClient withTimeout(Duration value) {
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
        return HttpRequest.newBuilder(sandbox.baseUrl().resolve(path)).timeout(timeout);
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
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
