// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.Fetched.Kind;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider is known to do to its clients, points 1 to 5 of the test-server list. */
@DisplayNameGeneration(DisplayNameGenerator.Simple.class)
class BavestChecklist1To5Test {

    @RegisterExtension final BavestServer server = new BavestServer();

    @Nested
    class Point1WithoutKey {

        @Test
        void shouldSendTheKeyAndSayRefusedOnA403WithoutRetry() {
            server.answers(aResponse().withStatus(403).withBody("{\"message\":\"Forbidden\"}"));
            server.wire.stubFor(
                    any(anyUrl())
                            .withHeader("x-api-key", equalTo("another key"))
                            .willReturn(aResponse().withBody(BavestServer.QUOTE)));

            Fetched<Quote> quote = quote("ARCC");

            assertThat(quote.kind()).isEqualTo(Kind.REFUSED);
            assertThat(quote.detail())
                    .startsWith("HTTP 403 from localhost:")
                    .endsWith("{\"message\":\"Forbidden\"}");
            server.wire.verify(
                    1,
                    postRequestedFor(urlPathEqualTo("/v0/quote"))
                            .withHeader("x-api-key", equalTo(server.key())));
        }

        @Test
        void shouldTakeACredentialRefusedInsideA200ForRefusedAndMaskAnEcho() {
            server.answers(
                    "{\"statusCode\":403,\"body\":\"key " + server.key() + " is not valid\"}");

            Fetched<Quote> quote = quote("ARCC");

            assertThat(quote.kind()).isEqualTo(Kind.REFUSED);
            assertThat(quote.detail()).isEqualTo("status 403 in the body: key *** is not valid");
        }
    }

    @Nested
    class Point2ErrorInsideA200 {

        @Test
        void shouldTakeStatus400InTheBodyForNotAvailableAtOnce() {
            server.answers("{\"statusCode\":400,\"body\":\"Invalid symbol\"}");

            Fetched<Quote> quote = quote("NOPE");

            assertThat(quote.kind()).isEqualTo(Kind.NOT_AVAILABLE);
            assertThat(quote.detail()).isEqualTo("status 400 in the body: Invalid symbol");
            assertThat(server.counters.requests()).isEqualTo(1);
        }

        @Test
        void shouldAskOnceMoreAfterACrashOfTheFunctionThenSayNotAvailable() {
            server.answers(crash());

            Fetched<Quote> quote = quote("NOPE");

            assertThat(quote.kind()).isEqualTo(Kind.NOT_AVAILABLE);
            assertThat(quote.detail())
                    .isEqualTo("the provider's function failed: KeyError 'close'");
            assertThat(server.counters.requests()).isEqualTo(2);
        }

        @Test
        void shouldTakeTheQuoteThatComesAfterACrash() {
            server.answersInTurn(
                    aResponse().withBody(crash()), aResponse().withBody(BavestServer.QUOTE));

            assertThat(quote("ARCC").value().price).isEqualTo(17.86);
        }

        @Test
        void shouldAskOnceMoreAfterStatusErrorThenSayFailed() {
            server.answers("{\"status\":\"ERROR\"}");

            assertThat(quote("ARCC").kind()).isEqualTo(Kind.FAILED);
            assertThat(server.counters.requests()).isEqualTo(2);
        }

        private String crash() {
            return "{\"errorMessage\":\"'close'\",\"errorType\":\"KeyError\","
                    + "\"requestId\":\"r-1\",\"stackTrace\":[\"line\"]}";
        }
    }

    @Nested
    class Point3NothingWhereAFigureBelongs {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"t\":1773432000,\"v\":5}",
                    "{\"c\":null,\"t\":1773432000}",
                    "{\"c\":0,\"t\":1773432000}",
                    "{\"c\":-1.5,\"t\":1773432000}",
                    "{}"
                })
        void shouldSayNotAvailableWithoutAPrice(String body) {
            server.answers(body);

            Fetched<Quote> quote = quote("ARCC");

            assertThat(quote.kind()).isEqualTo(Kind.NOT_AVAILABLE);
            assertThat(quote.detail()).isEqualTo("no quote for ARCC: no price");
            assertThat(server.counters.requests()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "{}",
                    "{\"eps\":null,\"pe/ratio\":null,\"marketCapitalization\":null}",
                    "{\"eps\":0,\"pe/ratio\":0,\"marketCapitalization\":0,\"avgVolume\":0,"
                            + "\"sharesOutstanding\":0}",
                    "{\"eps\":NaN,\"pe/ratio\":\"n/a\"}"
                })
        void shouldReadNullAndZeroMetricsAsUnknown(String metrics) {
            server.answers(
                    "{\"c\":10,\"o\":0,\"h\":null,\"t\":1773432000,\"v\":0,\"metrics\":"
                            + metrics
                            + "}");

            Quote quote = quote("ARCC").value();

            Quote expected = Quote.of("ARCC", 10, 1_773_432_000_000L);
            expected.dayVolume = 0;
            expected.currency = "USD";
            expected.feed = "bavest";
            expected.receivedMillis = quote.receivedMillis;
            assertThat(quote).isEqualTo(expected);
        }
    }

    @Nested
    class Point4TwoNamesOfOneArray {

        @ParameterizedTest
        @ValueSource(strings = {"metrics", "fundamentals"})
        void shouldReadFundamentalsUnderEitherName(String name) {
            server.answers(
                    "{\""
                            + name
                            + "\":[{\"period\":\"2025-12-31\",\"multiples\":"
                            + "{\"priceEarningsRatio\":26.4,\"priceBookRatio\":40.2},"
                            + "\"stability\":{\"debtToEquityRatio\":4.7878},"
                            + "\"revenue\":{\"ebitMargin\":0.31}}]}");

            List<BavestFundamentals> all = server.client().fundamentals("AAPL").join().value();

            assertThat(all).hasSize(1);
            assertThat(all.get(0).period()).hasToString("2025-12-31");
            assertThat(all.get(0).priceEarningsRatio).isEqualTo(26.4);
            assertThat(all.get(0).priceBookRatio).isEqualTo(40.2);
            assertThat(all.get(0).debtToEquityRatio).isEqualTo(4.7878);
            assertThat(all.get(0).ebitMargin).isEqualTo(0.31);
            assertThat(all.get(0).currentRatio).isNaN();
        }

        @Test
        void shouldKeepAnAnswerWithNeitherNameAsADeadLetter() {
            server.answers("{\"ratios\":[]}");

            Fetched<List<BavestFundamentals>> all = server.client().fundamentals("AAPL").join();

            assertThat(all.deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
            assertThat(all.deadLetter().payload).asString().isEqualTo("{\"ratios\":[]}");
        }
    }

    @Nested
    class Point5DuplicatePeriods {

        @Test
        void shouldKeepTheFullerEntryOfAPeriodAndSortByPeriod() {
            server.answers(
                    "{\"metrics\":["
                            + entry("2025-12-31", "\"priceBookRatio\":2,\"priceSalesRatio\":3")
                            + ","
                            + entry("2024-12-31", "\"priceBookRatio\":1")
                            + ","
                            + entry("2025-12-31", "\"priceBookRatio\":9")
                            + ","
                            + entry("2024-12-31", "\"priceBookRatio\":5")
                            + ","
                            + entry("no date", "\"priceBookRatio\":7")
                            + "]}");

            List<BavestFundamentals> all = server.client().fundamentals("AAPL").join().value();

            assertThat(all)
                    .extracting(one -> one.period() + " " + one.priceBookRatio)
                    .containsExactly("2024-12-31 5.0", "2025-12-31 2.0");
        }

        private String entry(String period, String multiples) {
            return "{\"period\":\"" + period + "\",\"multiples\":{" + multiples + "}}";
        }
    }

    private Fetched<Quote> quote(String symbol) {
        return server.client().quote(symbol).join();
    }
}
