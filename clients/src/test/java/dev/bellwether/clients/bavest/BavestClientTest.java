// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.Fetched.Kind;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BavestClientTest {

    @RegisterExtension final BavestServer server = new BavestServer();

    @Test
    void shouldReadEveryFieldOfAQuoteInV0() {
        server.answers(BavestServer.QUOTE);

        Quote quote = server.client().quote("arcc").join().value();

        Quote expected = Quote.of("ARCC", 17.86, 1_773_432_000_000L);
        expected.open = 18.10;
        expected.high = 18.14;
        expected.low = 17.80;
        expected.previousClose = 18.07;
        expected.dayVolume = 6_120_345;
        expected.eps = 1.86;
        expected.peRatio = 9.6;
        expected.marketCap = 12_834_000_000.0;
        expected.averageVolume = 5_210_000;
        expected.sharesOutstanding = 718_500_000;
        expected.currency = "USD";
        expected.feed = "bavest";
        expected.receivedMillis = quote.receivedMillis;
        assertThat(quote).isEqualTo(expected);
        assertThat(quote.receivedMillis).isGreaterThan(1_700_000_000_000L);
        server.wire.verify(
                postRequestedFor(urlEqualTo("/v0/quote"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("Accept", equalTo("application/json"))
                        .withRequestBody(
                                equalToJson("{\"symbol\":\"ARCC\",\"currency\":\"USD\"}")));
    }

    @Test
    void shouldReadEveryFieldOfAQuoteInV2() {
        server.v2()
                .answers(
                        "{\"data\":{\"symbol\":\"BRK-B\",\"currentPrice\":10.95,\"open\":11.10,"
                                + "\"high\":11.14,\"low\":10.88,\"previousClose\":11.08,"
                                + "\"change\":-0.13,\"changePercent\":-1.173,"
                                + "\"timestamp\":1773432000,\"volume\":4120000,"
                                + "\"currency\":\"USD\"}}");

        Quote quote = server.client().quote("BRK.B").join().value();

        Quote expected = Quote.of("BRK.B", 10.95, 1_773_432_000_000L);
        expected.open = 11.10;
        expected.high = 11.14;
        expected.low = 10.88;
        expected.previousClose = 11.08;
        expected.dayVolume = 4_120_000;
        expected.currency = "USD";
        expected.feed = "bavest";
        expected.receivedMillis = quote.receivedMillis;
        assertThat(quote).isEqualTo(expected);
        server.wire.verify(
                getRequestedFor(urlEqualTo("/v2/timeseries/quote?symbol=BRK.B&currency=USD")));
    }

    @ParameterizedTest
    @CsvSource({
        "'',/v0/quote",
        "/,/v0/quote",
        "/v0/,/v0/quote",
        "//v0//,/v0/quote",
        "/p,/p/v0/quote"
    })
    void shouldNotDoubleSlashesOrVersions(String suffix, String path) {
        server.answers(BavestServer.QUOTE);
        server.bavest.set(BavestOptions.BASE_URL, server.wire.baseUrl() + suffix);

        assertThat(server.client().quote("ARCC").join().kind()).isEqualTo(Kind.AVAILABLE);
        server.wire.verify(1, postRequestedFor(urlEqualTo(path)));
    }

    @Test
    void shouldAskByIsinForWhatHasTheFormOfOne() {
        server.answers(BavestServer.QUOTE);

        assertThat(server.client().quote("DE0005104400").join().value().symbol)
                .isEqualTo("DE0005104400");
        server.wire.verify(
                postRequestedFor(urlEqualTo("/v0/quote"))
                        .withRequestBody(
                                equalToJson("{\"isin\":\"DE0005104400\",\"currency\":\"USD\"}")));
    }

    @Test
    void shouldKeepAnEchoedKeyOutOfDeadLetters() {
        server.answers("{\"message\":\"no plan for key " + server.key() + "\", \u00e9");

        Fetched<Quote> quote = server.client().quote("ARCC").join();

        assertThat(quote.deadLetter().reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(new String(quote.deadLetter().payload, UTF_8))
                .isEqualTo("{\"message\":\"no plan for key ***\", \u00e9");
    }

    @Test
    void shouldMaskAnEchoedKeyBeforeTheDetailIsCutToOneLine() {
        String padding = "x".repeat(190);
        server.answers("{\"statusCode\":400,\"body\":\"" + padding + "\\n" + server.key() + "\"}");

        assertThat(server.client().quote("ARCC").join().detail())
                .isEqualTo("status 400 in the body: " + padding + " ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR\\n00:00 WARN forged", "\\u001b[31mEUR", "E U R", "ABCDEFGHIJK"})
    void shouldTakeTextThatIsNoCodeForAnUnknownCurrency(String stated) {
        server.answers(BavestServer.QUOTE.replace("\"USD\"", "\"" + stated + "\""));

        assertThat(server.client().quote("ARCC").join().value().currency).isEqualTo("XXX");
    }

    @Test
    void shouldEncodeSymbolsInQueries() {
        server.v2().answers("{\"data\":null}");

        server.client().quote("A&B=C D").join();

        server.wire.verify(
                getRequestedFor(urlPathEqualTo("/v2/timeseries/quote"))
                        .withQueryParam("symbol", equalTo("A&B=C D")));
    }

    @Test
    void shouldNotAttributeTheQuoteOfAnotherSymbol() {
        server.v2()
                .answers(
                        "{\"data\":{\"symbol\":\"MSFT\",\"currentPrice\":400,"
                                + "\"timestamp\":1773432000}}");

        Fetched<Quote> quote = server.client().quote("AAPL").join();

        assertThat(quote.deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
        assertThat(quote.deadLetter().message)
                .isEqualTo("asked for AAPL, the answer is for another symbol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"c\":17.86,\"t\":17734", "<html>oops</html>", "", "{} {}"})
    void shouldSetAsideAMalformedBodyAfterAskingOnceMore(String body) {
        server.answers(body);

        Fetched<Quote> quote = server.client().quote("ARCC").join();

        assertThat(quote.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(quote.deadLetter().reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(quote.deadLetter().payload).asString().isEqualTo(body);
        assertThat(quote.deadLetter().source).isEqualTo("bavest");
        assertThat(server.counters.requests()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheWholeBodyThatComesAfterATruncatedOne() {
        server.answersInTurn(
                aResponse().withBody(BavestServer.QUOTE.substring(0, 40)),
                aResponse().withBody(BavestServer.QUOTE));

        assertThat(server.client().quote("ARCC").join().value().price).isEqualTo(17.86);
    }

    @ParameterizedTest
    @CsvSource({
        "'[]',NOT_AVAILABLE",
        "'[{\"currentPrice\":1}]',UNREADABLE",
        "'{\"currentPrice\":\"abc\",\"timestamp\":1}',UNREADABLE",
        "'{\"currentPrice\":\"10.5\",\"timestamp\":1773432000}',AVAILABLE"
    })
    void shouldJudgeUnusualShapesOfAQuote(String data, Kind kind) {
        server.v2().answers("{\"data\":" + data + "}");

        assertThat(server.client().quote("ARCC").join().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "400,NOT_AVAILABLE",
        "404,NOT_AVAILABLE",
        "401,REFUSED",
        "405,FAILED",
        "503,FAILED"
    })
    void shouldJudgeStatuses(int status, Kind kind) {
        server.answers(aResponse().withStatus(status).withBody("{\"message\":\"no\"}"));

        assertThat(server.client().quote("ARCC").join().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"broken\",\"code\":\"E1\"}}",
                "{\"error\":\"broken\"}",
                "{\"message\":\"broken\"}"
            })
    void shouldSayFailedOnErrorsOfV2InsideA200(String body) {
        server.v2().answers(body);

        Fetched<Quote> quote = server.client().quote("ARCC").join();

        assertThat(quote.kind()).isEqualTo(Kind.FAILED);
        assertThat(quote.detail()).endsWith(": broken");
    }

    @Test
    void shouldReadCandlesOfV2() {
        server.v2()
                .answers(
                        "{\"data\":{\"candles\":[{\"timestamp\":1741910400000,\"open\":2,\"high\":3,"
                            + "\"low\":1,\"close\":2.5,\"volume\":10},"
                            + "{\"timestamp\":\"2025-03-13\",\"open\":1,\"high\":2,\"low\":0.5,"
                            + "\"close\":1.5,\"volume\":null}],\"currency\":\"EUR\"}}");

        List<Bar> bars =
                server.client()
                        .candles("OBDC", Timeframe.SESSION, 1_741_824_000_000L, 1_773_360_000_000L)
                        .join()
                        .value();

        assertThat(bars)
                .extracting(bar -> bar.startMillis + " " + bar.close + " " + bar.volume)
                .containsExactly("1741824000000 1.5 NaN", "1741910400000 2.5 10.0");
        assertThat(bars).allSatisfy(bar -> assertThat(bar.currency).isEqualTo("EUR"));
        server.wire.verify(
                getRequestedFor(
                        urlEqualTo(
                                "/v2/timeseries/candles?symbol=OBDC&currency=USD&resolution=D"
                                        + "&from=2025-03-13&to=2026-03-13")));
    }

    @Test
    void shouldSayThatV2HasNoCandlesWithinADay() {
        Fetched<List<Bar>> bars =
                server.v2().client().candles("OBDC", Timeframe.ONE_MINUTE, 0, 1).join();

        assertThat(bars.kind()).isEqualTo(Kind.NOT_AVAILABLE);
        assertThat(server.counters.requests()).isZero();
    }

    @Test
    void shouldReadTheQuotaOfBothVersions() {
        server.answers("{\"quota_left\":4312,\"quota_total\":5000,\"series\":[]}");
        BavestQuota v0 = server.client().quota().join().value();
        assertThat(v0.remaining()).isEqualTo(4312);
        assertThat(v0.limit()).isEqualTo(5000);
        server.wire.verify(getRequestedFor(urlEqualTo("/v0/quota")));

        server.v2().answers("{\"data\":{\"remaining\":12,\"apiKey\":\"…\"}}");
        BavestQuota v2 = server.client().quota().join().value();
        assertThat(v2.remaining()).isEqualTo(12);
        assertThat(v2.limit()).isNaN();
        server.wire.verify(getRequestedFor(urlEqualTo("/v2/account/quota")));

        server.answers("{\"data\":{}}");
        assertThat(server.client().quota().join().kind()).isEqualTo(Kind.UNREADABLE);
    }
}
