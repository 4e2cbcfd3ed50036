// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class V0Test {

    private Sandbox sandbox = Sandbox.start(SandboxConfig.builder().build());
    private TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void restart(SandboxConfig.Builder config) {
        sandbox.close();
        sandbox = Sandbox.start(config.build());
        client = new TestClient(sandbox);
    }

    @Test
    void shouldServeTheQuoteOfTheSessionExactlyAsRecorded() throws IOException {
        HttpResponse<byte[]> response = client.quote("AAPL");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new String(response.body(), "UTF-8"))
                .isEqualTo(
                        "{\"c\":139.0,\"d\":-0.52,\"dp\":-0.373,\"h\":139.8,\"l\":138.82,"
                                + "\"o\":138.95,\"pc\":139.52,\"t\":1489006800,\"v\":18707200,"
                                + "\"historical_price\":{\"day\":139.52,\"50days\":null,"
                                + "\"200days\":null},"
                                + "\"metrics\":{\"marketCapitalization\":729271788991,"
                                + "\"avgVolume\":null,\"eps\":8.33,\"pe/ratio\":null,"
                                + "\"sharesOutstanding\":5246559633},"
                                + "\"exchange\":null,\"earningsAnnouncement\":null,"
                                + "\"currency\":\"USD\"}");
        assertThat(Instant.ofEpochSecond(1489006800L))
                .isEqualTo(Instant.parse("2017-03-08T21:00:00Z"));
    }

    @Test
    void shouldServeTheSameUnderBothPaths() throws IOException {
        HttpResponse<byte[]> other =
                client.post("/v0/stock/quote", "{'symbol':'AAPL','currency':'USD'}");

        assertThat(json(other)).isEqualTo(json(client.quote("AAPL")));
    }

    @Test
    void shouldServeTheNextSessionAfterTheClockMoved() throws IOException {
        sandbox.clock().advance(1);

        JsonNode quote = json(client.quote("AAPL"));

        assertThat(quote.get("pc").asDouble()).isEqualTo(139.0);
        assertThat(quote.get("t").asLong()).isEqualTo(1489006800L + 86_400);
    }

    @Test
    void shouldAverageTheVolumeOfTheFiftyBarsBefore() throws IOException {
        restart(SandboxConfig.builder().start(LocalDate.of(2017, 12, 29)));
        JsonNode quote = json(client.quote("MSFT"));
        int session = sandbox.clock().session();
        double volume = 0;
        double close = 0;
        for (int i = 1; i <= 50; i++) {
            volume += sandbox.recordings().bars("MSFT").volume(session - i);
            close += sandbox.recordings().bars("MSFT").close(session - i + 1);
        }

        assertThat(quote.at("/metrics/avgVolume").asLong()).isEqualTo(Math.round(volume / 50));
        assertThat(quote.at("/historical_price/50days").asDouble())
                .isCloseTo(close / 50, within(1e-9));
        assertThat(quote.at("/historical_price/200days").isNumber()).isTrue();
    }

    @Test
    void shouldKnowNoFundamentalsBeforeTheirSession() throws IOException {
        restart(SandboxConfig.builder().start(LocalDate.of(2017, 3, 6)));

        JsonNode before = json(client.quote("AAPL")).get("metrics");
        sandbox.clock().advance(1);
        JsonNode on = json(client.quote("AAPL")).get("metrics");

        assertThat(before.get("eps").isNull()).isTrue();
        assertThat(before.get("marketCapitalization").isNull()).isTrue();
        assertThat(on.get("eps").asDouble()).isEqualTo(8.33);
        assertThat(on.get("pe/ratio").asDouble()).isEqualTo(16.75);
        assertThat(on.get("marketCapitalization").asLong()).isEqualTo(732_000_000_000L);
    }

    @Test
    void shouldGiveNoEarningsWhereALaterSplitMakesThemFalse() throws IOException {
        // TJX split 2:1 in 2018: the snapshot's price was 78.30, the adjusted close is 39.15.
        JsonNode metrics = json(client.quote("TJX")).get("metrics");

        assertThat(metrics.get("eps").isNull()).isTrue();
        assertThat(metrics.get("sharesOutstanding").isNull()).isTrue();
        assertThat(metrics.get("marketCapitalization").isNull()).isTrue();
    }

    @Test
    void shouldHaveNoPreviousCloseInTheVeryFirstSession() throws IOException {
        restart(SandboxConfig.builder().start(LocalDate.of(2017, 1, 3)));

        JsonNode quote = json(client.quote("AAPL"));

        assertThat(quote.get("c").asDouble()).isEqualTo(116.15);
        assertThat(quote.get("pc").isNull()).isTrue();
        assertThat(quote.get("d").isNull()).isTrue();
        assertThat(quote.get("dp").isNull()).isTrue();
    }

    @Test
    void shouldAnswerAKeyErrorForAnUnknownSymbol() throws IOException {
        // DOW was listed in 2019; BRK.B has fundamentals but no bars; SPY only minutes.
        for (String symbol : new String[] {"ZZZZ", "DOW", "BRK.B", "SPY"}) {
            HttpResponse<byte[]> response = client.quote(symbol);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).get("errorType").asText()).isEqualTo("KeyError");
            assertThat(json(response).get("errorMessage").asText()).contains(symbol);
            assertThat(json(response).get("requestId").isTextual()).isTrue();
            assertThat(json(response).get("stackTrace").isArray()).isTrue();
        }
    }

    @Test
    void shouldAnswer400InTheBodyForWhatIsNoSymbol() throws IOException {
        for (String body :
                new String[] {
                    "{'symbol':'no symbol','currency':'USD'}",
                    "{'currency':'USD'}",
                    "{'isin':'US0378331005','currency':'USD'}"
                }) {
            HttpResponse<byte[]> response = client.post("/v0/quote", body);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response))
                    .hasToString("{\"statusCode\":400,\"body\":\"Invalid symbol\"}");
        }
        assertThat(client.post("/v0/quote", "nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseToGuessAnExchangeRate() throws IOException {
        JsonNode unsent = json(client.post("/v0/quote", "{'symbol':'AAPL'}"));
        JsonNode euro = json(client.post("/v0/quote", "{'symbol':'AAPL','currency':'EUR'}"));

        assertThat(unsent.get("statusCode").asInt()).isEqualTo(400);
        assertThat(unsent.get("body").asText()).contains("EUR (the default when none is sent)");
        assertThat(euro.get("body").asText())
                .isEqualTo("No exchange rate to EUR is recorded, ask for USD");
    }

    @Test
    void shouldForbidWithoutTheKey() throws IOException {
        for (String key : new String[] {"wrong", ""}) {
            HttpResponse<byte[]> response =
                    client.send(
                            client.request("/v0/quote")
                                    .header("x-api-key", key)
                                    .POST(BodyPublishers.ofString("{}")));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(json(response)).hasToString("{\"message\":\"Forbidden\"}");
        }
    }

    @Test
    void shouldSayWhatItDoesNotServe() throws IOException {
        HttpResponse<byte[]> response = client.post("/v0/fx/quote", "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("message").asText())
                .isEqualTo("the sandbox does not serve POST /v0/fx/quote");
        assertThat(client.get("/v0/quote").statusCode()).isEqualTo(404);
        assertThat(client.get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldServeDailyCandlesAsFarAsTheClock() throws IOException {
        JsonNode candles =
                json(
                        client.post(
                                "/v0/stock/candle",
                                "{'symbol':'AAPL','from':1488758400,'to':1600000000,"
                                        + "'resolution':'D','currency':'USD'}"));

        // 2017-03-06 to 2017-03-08, although more were asked for.
        assertThat(candles.get("t")).isEqualTo(array(1488758400L, 1488844800L, 1488931200L));
        assertThat(candles.get("c").get(2).asDouble()).isEqualTo(139.0);
        assertThat(candles.get("o").get(2).asDouble()).isEqualTo(138.95);
        assertThat(candles.get("h").get(2).asDouble()).isEqualTo(139.8);
        assertThat(candles.get("l").get(2).asDouble()).isEqualTo(138.82);
        assertThat(candles.get("v").get(2).asLong()).isEqualTo(18_707_200L);
        assertThat(candles.get("s").asText()).isEqualTo("ok");
        assertThat(candles.get("resolution").asText()).isEqualTo("D");
        assertThat(candles.get("from").asLong()).isEqualTo(1488758400L);
        assertThat(candles.has("key")).isFalse();
    }

    private static ArrayNode array(long... values) {
        ArrayNode node = Json.mapper().createArrayNode();
        for (long value : values) {
            // Small numbers are read as int nodes.
            node.add((int) value);
        }
        return node;
    }

    @Test
    void shouldServeRecordedMinutesAndFiveOfThemTogether() throws IOException {
        long open = Instant.parse("2020-12-15T14:30:00Z").getEpochSecond();
        JsonNode one = json(spy("1", open, open + 299));
        JsonNode five = json(spy("5", open, open + 299));

        assertThat(one.get("t")).hasSize(5);
        assertThat(one.get("c").get(0).asDouble()).isEqualTo(367.46);
        assertThat(one.get("key").asText()).isEqualTo("SPY");
        assertThat(five.get("t")).hasSize(1);
        assertThat(five.get("o").get(0)).isEqualTo(one.get("o").get(0));
        assertThat(five.get("c").get(0)).isEqualTo(one.get("c").get(4));
        long volume = 0;
        double high = 0;
        for (int i = 0; i < 5; i++) {
            volume += one.get("v").get(i).asLong();
            high = Math.max(high, one.get("h").get(i).asDouble());
        }
        assertThat(five.get("v").get(0).asLong()).isEqualTo(volume);
        assertThat(five.get("h").get(0).asDouble()).isEqualTo(high);
    }

    private HttpResponse<byte[]> spy(String resolution, long from, long to) throws IOException {
        return client.post(
                "/v0/candle",
                "{'symbol':'SPY','from':"
                        + from
                        + ",'to':"
                        + to
                        + ",'resolution':'"
                        + resolution
                        + "','currency':'USD'}");
    }

    @Test
    void shouldHaveNoDataForOtherResolutionsAndTimes() throws IOException {
        for (String resolution : new String[] {"W", "60", "D", "1"}) {
            JsonNode candles = json(spy(resolution, 0, 1_000));
            assertThat(candles.get("s").asText()).isEqualTo("no_data");
            assertThat(candles.get("c")).isEmpty();
        }
        assertThat(json(client.post("/v0/candle", "{'symbol':'SPY','currency':'USD'}")))
                .hasToString(
                        "{\"statusCode\":400,\"body\":\"from, to and resolution are needed\"}");
    }

    @Test
    void shouldServeTheMetricsOfTheSnapshot() throws IOException {
        JsonNode metric =
                json(client.post("/v0/stock/metric", "{'symbol':'AAPL','currency':'USD'}"));
        JsonNode dotted =
                json(client.post("/v0/stock/metric", "{'symbol':'BRK.B','currency':'USD'}"));

        assertThat(metric)
                .hasToString(
                        "{\"symbol\":\"AAPL\",\"date\":\"2017-03-07\",\"period\":\"TTM\","
                                + "\"peRatio\":16.75,\"pbRatio\":5.53,\"priceToSalesRatio\":3.35,"
                                + "\"marketCap\":732000000000,\"dividendYield\":0.0163,"
                                + "\"dividendYieldPercentage\":1.63}");
        assertThat(dotted.get("symbol").asText()).isEqualTo("BRK.B");
    }

    @Test
    void shouldServeTheFundamentalsOfTheSnapshot() throws IOException {
        JsonNode answer = json(client.post("/v0/stock/fundamentals", "{'symbol':'AAPL'}"));

        assertThat(answer)
                .hasToString(
                        "{\"metrics\":[{\"period\":\"2017-03-07\",\"multiples\":{"
                                + "\"priceEarningsRatio\":16.75,\"priceBookRatio\":5.53,"
                                + "\"priceSalesRatio\":3.35},\"stability\":{},\"revenue\":{}}]}");
    }

    @Test
    void shouldCountTheQuotaAndRefuseWhenItIsUsedUp() throws IOException {
        restart(SandboxConfig.builder().quota(2));
        client.quote("AAPL");

        assertThat(json(client.post("/v0/quota", "{}")))
                .hasToString("{\"quota_left\":1,\"quota_total\":2,\"series\":[]}");
        client.quote("AAPL");
        HttpResponse<byte[]> refused = client.quote("AAPL");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused)).hasToString("{\"message\":\"Limit Exceeded\"}");
        assertThat(json(client.get("/v0/quota")).get("quota_left").asInt()).isZero();
    }

    @Test
    void shouldSayThatItIsWell() throws IOException {
        assertThat(json(client.get("/v0/status")))
                .hasToString("{\"statusCode\":200,\"body\":\"OK\"}");
    }
}
