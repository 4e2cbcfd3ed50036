// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.TestClient;
import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.faults.TransportFaults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportFaultsTest {

    private Sandbox sandbox =
            Sandbox.start(
                    SandboxConfig.builder()
                            .retryAfterSeconds(7)
                            .slowBody(Duration.ofMillis(400))
                            .build());
    private TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void strike(FaultKind kind) {
        sandbox.faults().replace(List.of(FaultRule.rate(kind, 1)));
    }

    private void assertRefusal(FaultKind kind, int status, String body) throws IOException {
        strike(kind);
        HttpResponse<byte[]> response = client.quote("AAPL");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response)).hasToString(body);
        assertThat(response.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(kind.equals(TransportFaults.RETRY_AFTER));
        assertThat(sandbox.stats().faults(kind)).isEqualTo(1);
    }

    @Test
    void shouldRefuseWithTheStatusAndWordsOfTheFault() throws IOException {
        assertRefusal(TransportFaults.FORBIDDEN, 403, "{\"message\":\"Forbidden\"}");
        assertRefusal(
                TransportFaults.TOO_MANY_REQUESTS, 429, "{\"message\":\"Too Many Requests\"}");
        assertRefusal(TransportFaults.RETRY_AFTER, 429, "{\"message\":\"Too Many Requests\"}");
        assertRefusal(TransportFaults.LIMIT_EXCEEDED, 429, "{\"message\":\"Limit Exceeded\"}");
        assertRefusal(
                TransportFaults.INTERNAL_SERVER_ERROR,
                500,
                "{\"message\":\"Internal server error\"}");
        assertRefusal(TransportFaults.BAD_GATEWAY, 502, "{\"message\":\"Internal server error\"}");
        assertRefusal(
                TransportFaults.SERVICE_UNAVAILABLE, 503, "{\"message\":\"Service Unavailable\"}");
        assertRefusal(
                TransportFaults.GATEWAY_TIMEOUT,
                504,
                "{\"message\":\"Endpoint request timed out\"}");
        assertThat(sandbox.stats().served()).isZero();
    }

    @Test
    void shouldSayWhenToComeBack() throws IOException {
        strike(TransportFaults.RETRY_AFTER);

        assertThat(client.quote("AAPL").headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void shouldPlayEveryServerErrorInTurn() throws IOException {
        strike(TransportFaults.SERVER_ERROR);
        Set<Integer> statuses = new HashSet<>();

        for (int i = 0; i < 60; i++) {
            statuses.add(client.quote("AAPL").statusCode());
        }

        assertThat(statuses).containsExactlyInAnyOrder(500, 502, 503, 504);
    }

    @Test
    void shouldDripTheBody() throws IOException {
        strike(TransportFaults.SLOW_BODY);
        long start = System.nanoTime();

        JsonNode quote = json(client.quote("AAPL"));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(399));
        assertThat(quote.get("c").asDouble()).isEqualTo(139.0);
        assertThat(sandbox.stats().served()).isZero();
    }

    @Test
    void shouldDripLongerThanTheClientWaits() throws IOException {
        sandbox.close();
        sandbox = Sandbox.start(SandboxConfig.builder().slowBody(Duration.ofMinutes(10)).build());
        client = new TestClient(sandbox);
        strike(TransportFaults.SLOW_BODY);

        assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(300)).quote("AAPL"))
                .isInstanceOf(HttpTimeoutException.class);

        // No thread is held by it: there are only four, and this would be the tenth.
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(50)).quote("AAPL"))
                    .isInstanceOf(HttpTimeoutException.class);
        }
        sandbox.faults().replace(List.of());
        assertThat(client.quote("AAPL").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCloseTheConnectionWithoutAnAnswer() throws IOException {
        strike(TransportFaults.CONNECTION_RESET);

        assertThatThrownBy(() -> client.quote("AAPL")).isInstanceOf(IOException.class);

        sandbox.faults().replace(List.of());
        assertThat(client.quote("AAPL").statusCode()).isEqualTo(200);
        assertThat(sandbox.stats().faults(TransportFaults.CONNECTION_RESET)).isPositive();
    }

    @Test
    void shouldCloseTheConnectionWithinTheBody() throws IOException {
        strike(TransportFaults.TRUNCATED);

        assertThatThrownBy(() -> client.quote("AAPL")).isInstanceOf(IOException.class);

        sandbox.faults().replace(List.of());
        assertThat(client.quote("AAPL").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCutTheJsonOff() throws IOException {
        strike(TransportFaults.MALFORMED);
        Set<Integer> lengths = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            HttpResponse<byte[]> response = client.quote("AAPL");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> Json.mapper().readTree(response.body()))
                    .isInstanceOf(JsonProcessingException.class);
            lengths.add(response.body().length);
        }

        assertThat(lengths).hasSizeGreaterThan(20);
    }

    @Test
    void shouldCompressForWhoAcceptsIt() throws IOException {
        strike(TransportFaults.GZIP);

        HttpResponse<byte[]> compressed =
                client.send(
                        client.request("/v0/quote")
                                .header("x-api-key", SandboxConfig.DEFAULT_API_KEY)
                                .header("Accept-Encoding", "deflate, GZIP;q=1.0")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"symbol\":\"AAPL\",\"currency\":\"USD\"}")));
        HttpResponse<byte[]> plain = client.quote("AAPL");

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(
                        Json.mapper()
                                .readTree(
                                        new GZIPInputStream(
                                                new ByteArrayInputStream(compressed.body()))))
                .isEqualTo(json(plain));
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        await().until(() -> sandbox.stats().served() == 2);
    }

    @Test
    void shouldStrikeEveryPathOfAProviderButNotTheControls() throws IOException {
        strike(TransportFaults.BAD_GATEWAY);

        assertThat(client.get("/v0/status").statusCode()).isEqualTo(502);
        assertThat(client.get("/v2/account/quota").statusCode()).isEqualTo(502);
        assertThat(client.get("/sandbox/stats").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotStrikeWhoHasNoKey() throws IOException {
        strike(TransportFaults.BAD_GATEWAY);

        assertThat(client.send(client.request("/v0/status").GET()).statusCode()).isEqualTo(403);
        assertThat(sandbox.stats().faults()).isEmpty();
        assertThat(sandbox.stats().refused()).isEqualTo(1);
    }
}
