// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.TestClient;
import dev.bellwether.sandbox.faults.FaultKind;
import dev.bellwether.sandbox.faults.FaultRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BavestFaultsTest {

    private static final String V2_QUOTE = "/v2/timeseries/quote?symbol=AAPL&currency=USD";

    private final Sandbox sandbox = Sandbox.start(SandboxConfig.builder().build());
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void strike(FaultKind kind) {
        sandbox.faults().replace(List.of(FaultRule.rate(kind, 1)));
    }

    private JsonNode quote(FaultKind kind) throws IOException {
        strike(kind);
        HttpResponse<byte[]> response = client.quote("AAPL");
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response);
    }

    private JsonNode v2(FaultKind kind, String path) throws IOException {
        strike(kind);
        HttpResponse<byte[]> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response);
    }

    private JsonNode candles(FaultKind kind) throws IOException {
        strike(kind);
        return json(
                client.post(
                        "/v0/candle",
                        "{'symbol':'AAPL','from':0,'to':1600000000,'resolution':'D',"
                                + "'currency':'USD'}"));
    }

    private JsonNode fundamentals(FaultKind kind) throws IOException {
        strike(kind);
        return json(client.post("/v0/stock/fundamentals", "{'symbol':'AAPL','currency':'USD'}"));
    }

    @Test
    void shouldPutAnErrorIntoA200() throws IOException {
        assertThat(quote(BavestFaults.ERROR_BODY))
                .hasToString("{\"statusCode\":400,\"body\":\"Invalid symbol\"}");
        assertThat(quote(BavestFaults.STATUS_ERROR)).hasToString("{\"status\":\"ERROR\"}");
        assertThat(quote(BavestFaults.LAMBDA_ERROR).get("errorType").asText())
                .isEqualTo("KeyError");
    }

    @Test
    void shouldPutAnErrorIntoA200OfV2() throws IOException {
        assertThat(v2(BavestFaults.V2_ERROR, V2_QUOTE).at("/error/code").asText())
                .isEqualTo("UPSTREAM_ERROR");
        assertThat(v2(BavestFaults.V2_MESSAGE, V2_QUOTE))
                .hasToString("{\"message\":\"Upstream failure\"}");
        assertThat(v2(BavestFaults.DATA_MISSING, V2_QUOTE)).hasToString("{}");
        assertThat(v2(BavestFaults.DATA_NULL, V2_QUOTE)).hasToString("{\"data\":null}");
    }

    @Test
    void shouldLoseThePriceOfAQuote() throws IOException {
        assertThat(quote(BavestFaults.MISSING_PRICE).has("c")).isFalse();
        assertThat(quote(BavestFaults.NULL_PRICE).get("c").isNull()).isTrue();
        assertThat(quote(BavestFaults.ZERO_PRICE).get("c").asDouble()).isZero();
        assertThat(
                        v2(BavestFaults.MISSING_PRICE, V2_QUOTE)
                                .at("/data/currentPrice")
                                .isMissingNode())
                .isTrue();
        assertThat(v2(BavestFaults.NULL_PRICE, V2_QUOTE).at("/data/currentPrice").isNull())
                .isTrue();
        assertThat(v2(BavestFaults.ZERO_PRICE, V2_QUOTE).at("/data/currentPrice").asDouble())
                .isZero();
    }

    @Test
    void shouldLoseTheMetricsOfAQuote() throws IOException {
        JsonNode quote = quote(BavestFaults.NULL_METRICS);

        assertThat(quote.get("metrics").isNull()).isTrue();
        assertThat(quote.get("c").asDouble()).isEqualTo(139.0);
    }

    @Test
    void shouldLabelDollarsAsEuros() throws IOException {
        assertThat(quote(BavestFaults.EUR_LABEL).get("currency").asText()).isEqualTo("EUR");
        assertThat(v2(BavestFaults.EUR_LABEL, V2_QUOTE).at("/data/currency").asText())
                .isEqualTo("EUR");
        assertThat(quote(BavestFaults.NO_CURRENCY).has("currency")).isFalse();
    }

    @Test
    void shouldSpoilCandles() throws IOException {
        JsonNode unequal = candles(BavestFaults.UNEQUAL_ARRAYS);
        JsonNode none = candles(BavestFaults.NO_DATA);

        assertThat(unequal.get("c")).hasSize(unequal.get("t").size() - 1);
        assertThat(unequal.get("s").asText()).isEqualTo("ok");
        assertThat(none.get("s").asText()).isEqualTo("no_data");
        assertThat(none.get("t")).isEmpty();
    }

    @Test
    void shouldVaryFundamentals() throws IOException {
        JsonNode renamed = fundamentals(BavestFaults.FUNDAMENTALS_KEY);
        JsonNode doubled = fundamentals(BavestFaults.DUPLICATE_PERIODS);

        assertThat(renamed.has("metrics")).isFalse();
        assertThat(renamed.get("fundamentals")).hasSize(1);
        assertThat(doubled.get("metrics")).hasSize(2);
        assertThat(doubled.at("/metrics/0/period")).isEqualTo(doubled.at("/metrics/1/period"));
    }

    @Test
    void shouldGiveMillisecondsInV2() throws IOException {
        String candles =
                "/v2/timeseries/candles?symbol=AAPL&resolution=D&from=2017-03-08&to=2017-03-08"
                        + "&currency=USD";

        assertThat(v2(BavestFaults.MILLISECOND_TIMESTAMPS, V2_QUOTE).at("/data/timestamp").asLong())
                .isEqualTo(1489006800_000L);
        assertThat(
                        v2(BavestFaults.MILLISECOND_TIMESTAMPS, candles)
                                .at("/data/candles/0/timestamp")
                                .asLong())
                .isEqualTo(1488931200_000L);
        assertThat(v2(BavestFaults.NO_DATA, candles).at("/data/candles")).isEmpty();
    }

    @Test
    void shouldCountWhatIsUnusualButWholeAsServed() throws IOException {
        quote(BavestFaults.NULL_METRICS);
        quote(BavestFaults.NO_CURRENCY);

        await().until(() -> sandbox.stats().served() == 1);
        assertThat(sandbox.stats().faults())
                .containsEntry("null-metrics", 1L)
                .containsEntry("no-currency", 1L);
    }

    @Test
    void shouldNotStrikeWhereAFaultDoesNotApply() throws IOException {
        assertThat(v2(BavestFaults.NULL_METRICS, V2_QUOTE).at("/data/currentPrice").asDouble())
                .isEqualTo(139.0);
        assertThat(quote(BavestFaults.DATA_NULL).get("c").asDouble()).isEqualTo(139.0);
        assertThat(sandbox.stats().faults()).isEmpty();
    }
}
