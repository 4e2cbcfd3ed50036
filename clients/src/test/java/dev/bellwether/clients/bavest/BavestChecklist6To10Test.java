// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.Fetched.Kind;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.clients.http.Outcome;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider is known to do to its clients, points 6 to 10 of the test-server list. */
@DisplayNameGeneration(DisplayNameGenerator.Simple.class)
class BavestChecklist6To10Test {

    private static final long FROM = 1_741_824_000_000L;
    private static final long TO = 1_773_360_000_000L;

    @RegisterExtension final BavestServer server = new BavestServer();

    @Nested
    class Point6Columns {

        @Test
        void shouldReadColumnsOfEqualLength() {
            server.answers(
                    "{\"c\":[231.1,233.4],\"h\":[232.0,234.1],\"l\":[228.9,230.8],"
                            + "\"o\":[229.5,231.2],\"t\":[1741824000,1741910400],"
                            + "\"v\":[9120000,8450000],\"s\":\"ok\",\"resolution\":\"D\"}");

            List<Bar> bars = candles().value();

            assertThat(bars).hasSize(2);
            Bar bar = bars.get(1);
            assertThat(bar.symbol).isEqualTo("JPM");
            assertThat(bar.startMillis).isEqualTo(1_741_910_400_000L);
            assertThat(bar.endMillis).isEqualTo(1_741_996_800_000L);
            assertThat(new double[] {bar.open, bar.high, bar.low, bar.close, bar.volume})
                    .containsExactly(231.2, 234.1, 230.8, 233.4, 8_450_000);
            assertThat(bar.currency).isEqualTo("USD");
            assertThat(bar.feed).isEqualTo("bavest");
            server.wire.verify(
                    postRequestedFor(urlPathEqualTo("/v0/stock/candle"))
                            .withRequestBody(
                                    equalToJson(
                                            "{\"symbol\":\"JPM\",\"from\":1741824000,"
                                                    + "\"to\":1773360000,\"resolution\":\"D\","
                                                    + "\"currency\":\"USD\"}")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"c\":[1,2],\"h\":[1,2],\"l\":[1,2],\"o\":[1,2],\"t\":[1],\"s\":\"ok\"}",
                    "{\"c\":[1],\"h\":[1],\"l\":[],\"o\":[1],\"t\":[1],\"s\":\"ok\"}",
                    "{\"c\":[1],\"h\":[1],\"l\":[1],\"o\":[1],\"t\":[1],\"v\":[1,2],\"s\":\"ok\"}",
                    "{\"h\":[1],\"l\":[1],\"o\":[1],\"t\":[1],\"s\":\"ok\"}",
                    "{\"c\":null,\"h\":[1],\"l\":[1],\"o\":[1],\"t\":[1],\"s\":\"ok\"}"
                })
        void shouldSetAsideColumnsThatDoNotFitTogether(String body) {
            server.answers(body);

            Fetched<List<Bar>> bars = candles();

            assertThat(bars.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(bars.deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
            assertThat(bars.deadLetter().payload).asString().isEqualTo(body);
            assertThat(bars.deadLetter().symbol).isEqualTo("JPM");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"s\":\"no_data\"}",
                    "{\"s\":\"no_data\",\"c\":[1],\"t\":[]}",
                    "{\"s\":\"ok\",\"c\":[],\"h\":[],\"l\":[],\"o\":[],\"t\":[],\"v\":[]}"
                })
        void shouldReadNoDataAsEmpty(String body) {
            server.answers(body);

            assertThat(candles().value()).isEmpty();
        }

        @Test
        void shouldLeaveOutCandlesWithoutACloseAndSortTheOthers() {
            server.answers(
                    "{\"c\":[3,null,1,0],\"h\":[3,2,1,4],\"l\":[3,2,1,4],\"o\":[null,2,0,4],"
                            + "\"t\":[300,200,100,400],\"v\":null,\"s\":\"ok\"}");

            List<Bar> bars = candles().value();

            assertThat(bars).extracting(bar -> bar.close).containsExactly(1.0, 3.0);
            assertThat(bars).allSatisfy(bar -> assertThat(bar.open).isNaN());
            assertThat(bars).allSatisfy(bar -> assertThat(bar.volume).isNaN());
        }

        private Fetched<List<Bar>> candles() {
            return server.client().candles("jpm", Timeframe.SESSION, FROM, TO).join();
        }
    }

    @Nested
    class Point7TooManyRequests {

        @Test
        void shouldWaitAsLongAsRetryAfterSays() {
            server.answersInTurn(
                    aResponse().withStatus(429).withHeader("Retry-After", "1"),
                    aResponse().withBody(BavestServer.QUOTE));
            long start = System.nanoTime();

            assertThat(quote("ARCC").value().price).isEqualTo(17.86);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void shouldRetryWithoutRetryAfterAndSayLimitedInTheEnd() {
            server.answers(
                    aResponse().withStatus(429).withBody("{\"message\":\"Limit Exceeded\"}"));

            Fetched<Quote> quote = quote("ARCC");

            assertThat(quote.kind()).isEqualTo(Kind.LIMITED);
            assertThat(quote.pause()).isPositive();
            assertThat(quote.detail()).contains("Limit Exceeded");
            assertThat(server.counters.attempts(Outcome.LIMITED)).isEqualTo(2);
        }

        @Test
        void shouldPauseForTheCapWhenRetryAfterIsLonger() {
            server.answers(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

            Fetched<Quote> quote = quote("ARCC");

            assertThat(quote.kind()).isEqualTo(Kind.LIMITED);
            assertThat(quote.pause()).isEqualTo(Duration.ofSeconds(60));
            assertThat(server.counters.requests()).isEqualTo(1);
        }

        @Test
        void shouldTakeA429InsideA200ForLimited() {
            server.answers("{\"statusCode\":429,\"body\":\"slow down\"}");

            assertThat(quote("ARCC").pause()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Nested
    class Point8EnvelopeAndMilliseconds {

        @Test
        void shouldSayNotAvailableWhenDataIsNull() {
            server.v2().answers("{\"data\":null}");

            assertThat(quote("OBDC").kind()).isEqualTo(Kind.NOT_AVAILABLE);
        }

        @Test
        void shouldSetAsideAnAnswerWithoutItsEnvelope() {
            server.v2().answers("{\"currentPrice\":10.95}");

            Fetched<Quote> quote = quote("OBDC");

            assertThat(quote.deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
            assertThat(quote.deadLetter().message).isEqualTo("the envelope has no data");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1773432000", "1773432000000", "\"1773432000\""})
        void shouldReadSecondsAndMilliseconds(String timestamp) {
            server.v2()
                    .answers(
                            "{\"data\":{\"symbol\":\"OBDC\",\"currentPrice\":10.95,"
                                    + "\"timestamp\":"
                                    + timestamp
                                    + ",\"currency\":\"USD\"}}");

            assertThat(quote("OBDC").value().eventTimeMillis).isEqualTo(1_773_432_000_000L);
        }

        @Test
        void shouldSetAsideAQuoteWithoutATime() {
            server.v2().answers("{\"data\":{\"currentPrice\":10.95,\"timestamp\":0}}");

            assertThat(quote("OBDC").deadLetter().reason).isEqualTo(ReasonCode.IMPLAUSIBLE_TIME);
        }
    }

    @Nested
    class Point9Currency {

        @Test
        void shouldAlwaysSendTheCurrency() {
            server.answers("{\"c\":15.1,\"t\":1773432000,\"currency\":\"EUR\"}");
            server.wire.stubFor(
                    any(anyUrl())
                            .withRequestBody(matchingJsonPath("$.currency", equalTo("USD")))
                            .willReturn(aResponse().withBody(BavestServer.QUOTE)));

            assertThat(quote("ARCC").value().currency).isEqualTo("USD");
            server.wire.verify(
                    0,
                    postRequestedFor(anyUrl())
                            .withRequestBody(matchingJsonPath("$.currency", absent())));
        }

        @Test
        void shouldKeepTheCurrencyThatTheAnswerStatesAndTrustNoRatioOfTwo() {
            server.answers(
                    "{\"c\":15.1,\"t\":1773432000,\"currency\":\"EUR\",\"metrics\":{\"eps\":1.5}}");

            Quote quote = quote("ARCC").value();

            assertThat(quote.currency).isEqualTo("EUR");
            assertThat(quote.eps).isEqualTo(1.5);
            assertThat(quote.epsCurrency).isEqualTo("XXX");
        }

        @Test
        void shouldReadTheCurrencyOfTheEarningsIfItIsStated() {
            server.answers(
                    "{\"c\":15.1,\"t\":1773432000,\"currency\":\"usd\","
                            + "\"metrics\":{\"eps\":1.5,\"currency\":\"EUR\"}}");

            Quote quote = quote("ARCC").value();

            assertThat(quote.currency).isEqualTo("USD");
            assertThat(quote.epsCurrency).isEqualTo("EUR");
        }

        @Test
        void shouldNotTakePenceForPounds() {
            server.answers("{\"c\":1510,\"t\":1773432000,\"currency\":\"GBp\"}");

            assertThat(quote("VOD").value().currency).isEqualTo("GBp");
        }
    }

    @Nested
    class Point10BadConnections {

        @Test
        void shouldGiveUpABodyThatIsSlowerThanTheTimeout() {
            server.http.set(HttpOptions.CONNECT_TIMEOUT, Duration.ofMillis(300));
            server.http.set(HttpOptions.REQUEST_TIMEOUT, Duration.ofMillis(300));
            server.answers(
                    aResponse().withBody(BavestServer.QUOTE).withChunkedDribbleDelay(20, 20_000));

            Fetched<Quote> quote = quote("ARCC");

            assertThat(quote.kind()).isEqualTo(Kind.FAILED);
            assertThat(quote.detail()).endsWith("no complete answer within 300 ms");
        }

        @Test
        void shouldRetryAfterAReset() {
            server.answersInTurn(
                    aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                    aResponse().withBody(BavestServer.QUOTE));

            assertThat(quote("ARCC").value().price).isEqualTo(17.86);
        }

        @Test
        void shouldReadGzip() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(BavestServer.QUOTE.getBytes(StandardCharsets.UTF_8));
            }
            server.answers(
                    aResponse()
                            .withHeader("Content-Encoding", "gzip")
                            .withBody(bytes.toByteArray()));

            assertThat(quote("ARCC").value().price).isEqualTo(17.86);
        }
    }

    private Fetched<Quote> quote(String symbol) {
        return server.client().quote(symbol).join();
    }
}
