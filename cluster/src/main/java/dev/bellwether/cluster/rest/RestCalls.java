// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** JSON over HTTP as Flink speaks it; every refusal becomes a {@link ClusterException}. */
final class RestCalls {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** Running a jar plans the job, which on a busy machine takes its time. */
    private static final Duration LONG_ANSWER = Duration.ofMinutes(3);

    private static final String BOUNDARY = "bellwether-6d1f0b1c9a7e";

    private final URI base;
    private final ObjectMapper json = new ObjectMapper();
    // Flink's server does not know the upgrade to HTTP/2 that this client would offer.
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    RestCalls(URI base) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    URI base() {
        return base;
    }

    ObjectMapper json() {
        return json;
    }

    JsonNode get(String path) {
        return send(request(path, ANSWER).GET().build());
    }

    /** The same, or nothing where the server says that there is no such thing. */
    Optional<JsonNode> find(String path) {
        HttpRequest request = request(path, ANSWER).GET().build();
        HttpResponse<byte[]> answer = exchange(request);
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(accepted(request, answer));
    }

    JsonNode post(String path, JsonNode body) {
        return send(
                request(path, LONG_ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                        .build());
    }

    void patch(String path) {
        send(request(path, ANSWER).method("PATCH", BodyPublishers.noBody()).build());
    }

    void delete(String path) {
        send(request(path, ANSWER).DELETE().build());
    }

    /** Uploads a file as the one part of a form. */
    JsonNode upload(String path, Path file) {
        return send(
                request(path, LONG_ANSWER)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(form(file))
                        .build());
    }

    private static BodyPublisher form(Path file) {
        String head =
                "--"
                        + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + file.getFileName()
                        + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        return BodyPublishers.ofInputStream(
                () ->
                        new SequenceInputStream(
                                Collections.enumeration(
                                        List.of(text(head), open(file), text(tail)))));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
    }

    private JsonNode send(HttpRequest request) {
        return accepted(request, exchange(request));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new ClusterUnreachableException("no cluster answers at " + base, e);
        } catch (IOException e) {
            throw new ClusterUnreachableException(
                    "the cluster at " + base + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while asking " + base, e);
        }
    }

    private JsonNode accepted(HttpRequest request, HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw refusal(request, answer);
        }
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new ClusterException(
                    "no JSON came back for " + request.method() + " " + request.uri(), e);
        }
    }

    private ClusterException refusal(HttpRequest request, HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String reason = text;
        try {
            for (JsonNode error : json.readTree(answer.body()).path("errors")) {
                // The last is the one with the stack trace, if there is any.
                reason = error.asText();
            }
        } catch (IOException e) {
            // Not JSON: then the text itself is all that there is to say.
            reason = text;
        }
        if (answer.statusCode() == 503) {
            return new ClusterUnreachableException(
                    "the cluster at " + base + " is not ready: " + RootCause.of(reason), null);
        }
        return new ClusterException(
                RootCause.of(reason).isEmpty()
                        ? request.method()
                                + " "
                                + request.uri()
                                + " was answered with status "
                                + answer.statusCode()
                        : RootCause.of(reason));
    }
}
