// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Flink's REST API of a local run, as far as taking a savepoint needs it. */
final class JobRest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    JobRest(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** Stops the one job that runs with a canonical savepoint; the directory of the savepoint. */
    Path stopWithSavepoint(Path directory) throws IOException, InterruptedException {
        String job = get("/jobs").path("jobs").path(0).path("id").asText();
        ObjectNode order = Json.mapper().createObjectNode().put("drain", false);
        order.put("targetDirectory", "file://" + directory.toAbsolutePath());
        order.put("formatType", "CANONICAL");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/jobs/" + job + "/stop"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order.toString(), UTF_8))
                        .build();
        String trigger = answer(request).path("request-id").asText();
        String status = "/jobs/" + job + "/savepoints/" + trigger;
        JsonNode[] last = new JsonNode[1];
        await("savepoint")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            last[0] = get(status);
                            return last[0].path("status").path("id").asText().equals("COMPLETED");
                        });
        String location = last[0].path("operation").path("location").asText();
        if (location.isEmpty()) {
            throw new IOException("no savepoint: " + last[0]);
        }
        return Path.of(URI.create(location).getPath());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(address + path)).build());
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + ": " + response.statusCode() + response.body());
        }
        return Json.mapper().readTree(response.body());
    }
}
