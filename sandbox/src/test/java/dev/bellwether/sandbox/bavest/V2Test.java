// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class V2Test {

    private final Sandbox sandbox = Sandbox.start(SandboxConfig.builder().build());
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void shouldServeTheQuoteInItsEnvelope() throws IOException {
        HttpResponse<byte[]> response = client.get("/v2/timeseries/quote?symbol=AAPL&currency=USD");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .hasToString(
                        "{\"data\":{\"symbol\":\"AAPL\",\"currentPrice\":139.0,\"open\":138.95,"
                                + "\"high\":139.8,\"low\":138.82,\"previousClose\":139.52,"
                                + "\"change\":-0.52,\"changePercent\":-0.373,"
                                + "\"timestamp\":1489006800,\"volume\":18707200,"
                                + "\"currency\":\"USD\"}}");
    }

    @Test
    void shouldServeDailyCandlesByDate() throws IOException {
        JsonNode answer =
                json(
                        client.get(
                                "/v2/timeseries/candles?symbol=AAPL&resolution=D"
                                        + "&from=2017-03-07&to=2017-12-31&currency=USD"));

        assertThat(answer.at("/data/candles")).hasSize(2);
        assertThat(answer.at("/data/candles/1"))
                .hasToString(
                        "{\"timestamp\":1488931200,\"open\":138.95,\"high\":139.8,"
                                + "\"low\":138.82,\"close\":139.0,\"volume\":18707200}");
        assertThat(answer.at("/data/currency").asText()).isEqualTo("USD");
    }

    @Test
    void shouldServeNoWeeklyCandles() throws IOException {
        JsonNode answer =
                json(
                        client.get(
                                "/v2/timeseries/candles?symbol=AAPL&resolution=W"
                                        + "&from=2017-01-01&to=2017-12-31&currency=USD"));

        assertThat(answer).hasToString("{\"data\":{\"candles\":[],\"currency\":\"USD\"}}");
    }

    @Test
    void shouldServeTheAccount() throws IOException {
        assertThat(json(client.get("/v2/account/quota")))
                .hasToString(
                        "{\"data\":{\"remaining\":10000000,\"limit\":10000000,"
                                + "\"apiKey\":\"***\",\"period\":null}}");
        assertThat(json(client.get("/v2/account/status")))
                .hasToString("{\"data\":{\"status\":\"OK\"}}");
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() throws IOException {
        assertError("symbol=ZZZZ&currency=USD", 404, "NOT_FOUND");
        assertError("symbol=BRK.B&currency=USD", 404, "NOT_FOUND");
        assertError("symbol=a%20b&currency=USD", 400, "INVALID_SYMBOL");
        assertError("currency=USD", 400, "INVALID_SYMBOL");
        assertError("symbol=AAPL", 400, "UNSUPPORTED_CURRENCY");
        HttpResponse<byte[]> badDate =
                client.get(
                        "/v2/timeseries/candles?symbol=AAPL&from=1&to=2&resolution=D&currency=USD");
        assertThat(badDate.statusCode()).isEqualTo(400);
        assertThat(json(badDate).at("/error/code").asText()).isEqualTo("INVALID_DATE");
    }

    private void assertError(String query, int status, String code) throws IOException {
        HttpResponse<byte[]> response = client.get("/v2/timeseries/quote?" + query);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).at("/error/code").asText()).isEqualTo(code);
        assertThat(json(response).at("/error/message").asText()).isNotEmpty();
    }

    @Test
    void shouldForbidWithoutTheKeyAndKnowOnlyGet() throws IOException {
        String path = "/v2/timeseries/quote?symbol=AAPL&currency=USD";

        assertThat(client.send(client.request(path).GET()).statusCode()).isEqualTo(403);
        assertThat(
                        client.send(
                                        client.request(path)
                                                .header("x-api-key", SandboxConfig.DEFAULT_API_KEY)
                                                .POST(BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(404);
        assertThat(client.get("/v2/equities/profile?symbol=AAPL").statusCode()).isEqualTo(404);
    }
}
