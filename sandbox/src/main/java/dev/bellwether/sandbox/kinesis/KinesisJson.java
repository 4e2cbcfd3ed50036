// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The Kinesis API in its JSON 1.1 form, for emulators: requests carry a signature of the right
 * shape that nobody checks.
 */
final class KinesisJson {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=sandbox/20260101/eu-central-1/kinesis/aws4_request,"
                    + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=00";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final URI endpoint;

    KinesisJson(URI endpoint) {
        this.endpoint = endpoint;
    }

    static ObjectNode request(String stream) {
        return MAPPER.createObjectNode().put("StreamName", stream);
    }

    /**
     * One call.
     *
     * @throws KinesisRefusedException if the answer is not 200
     */
    JsonNode call(String operation, ObjectNode body) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(endpoint)
                            .timeout(Duration.ofSeconds(60))
                            .header("Content-Type", CONTENT_TYPE)
                            .header("Authorization", AUTHORIZATION)
                            .header("X-Amz-Date", "20260101T000000Z")
                            .header("X-Amz-Target", "Kinesis_20131202." + operation)
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            MAPPER.writeValueAsBytes(body)))
                            .build();
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            byte[] answer = response.body();
            JsonNode json = answer.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(answer);
            if (response.statusCode() != 200) {
                throw new KinesisRefusedException(
                        operation,
                        json.path("__type").asText(String.valueOf(response.statusCode())),
                        json.path("message").asText(""));
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(operation + " failed at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + operation, e);
        }
    }
}
