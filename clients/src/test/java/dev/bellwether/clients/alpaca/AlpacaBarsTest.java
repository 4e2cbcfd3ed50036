// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.alpaca.AlpacaOptions.Feed;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Daily bars from a server that answers as a test tells it, misbehaving on purpose. */
class AlpacaBarsTest {

    private static final String PATH = "/v2/stocks/bars";
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 5);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 12);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @RegisterExtension static final WireMockExtension SERVER = AlpacaServer.create();

    @TempDir Path directory;

    private final Configuration alpaca = new Configuration();
    private AlpacaMarketData client;
    private String secret;

    @BeforeEach
    void configure(TestInfo test) throws IOException {
        // Each test has a key, and so a limiter, of its own.
        secret = "secret-" + Math.abs(test.getDisplayName().hashCode());
        Path id = Files.writeString(directory.resolve("id"), "id-" + secret);
        Path hidden = Files.writeString(directory.resolve("secret"), secret);
        alpaca.set(AlpacaOptions.DATA_BASE_URL, SERVER.baseUrl());
        alpaca.set(AlpacaOptions.KEY_ID, "file:" + id);
        alpaca.set(AlpacaOptions.SECRET, "file:" + hidden);
    }

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    /** Ordered by symbol: the first page has the first symbol only, and the third is absent. */
    @Test
    void shouldReadPageAfterPage() {
        answer(
                get(urlPathEqualTo(PATH)).withQueryParam("page_token", absent()),
                page("\"ARCC\":[" + bar("2026-03-12T04:00:00Z", 18.07) + "]", "\"TOKEN==\""));
        answer(
                get(urlPathEqualTo(PATH)).withQueryParam("page_token", equalTo("TOKEN==")),
                page("\"OBDC\":[" + bar("2026-03-12T04:00:00Z", 11.08) + "]", "null"));

        BarPage first = bars(null, "ARCC", "OBDC", "XXXX").value();
        BarPage second = bars(first.nextPageToken(), "ARCC", "OBDC", "XXXX").value();

        assertThat(first.bars())
                .extracting(bar -> bar.symbol, bar -> bar.close, bar -> bar.feed)
                .containsExactly(tuple("ARCC", 18.07, "alpaca-iex"));
        assertThat(second.bars()).extracting(bar -> bar.symbol).containsExactly("OBDC");
        assertThat(second.nextPageToken()).isNull();
        SERVER.verify(
                2,
                getRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("symbols", equalTo("ARCC,OBDC,XXXX"))
                        .withQueryParam("timeframe", equalTo("1Day"))
                        .withQueryParam("start", equalTo("2026-03-05"))
                        .withQueryParam("end", equalTo("2026-03-12"))
                        .withQueryParam("adjustment", equalTo("split"))
                        .withQueryParam("feed", equalTo("iex"))
                        .withHeader("APCA-API-SECRET-KEY", equalTo(secret)));
    }

    @Test
    void shouldKnowTheSessionInSummerAndInWinter() {
        answer(
                page(
                        "\"A\":["
                                + bar("2026-03-06T05:00:00Z", 1)
                                + ","
                                + bar("2026-03-09T04:00:00Z", 2)
                                + "]",
                        "null"));

        assertThat(bars(null, "A").value().bars())
                .extracting(
                        bar -> LocalDate.ofInstant(Instant.ofEpochMilli(bar.startMillis), NEW_YORK),
                        bar -> Duration.ofMillis(bar.endMillis - bar.startMillis).toHours())
                .containsExactly(
                        tuple(LocalDate.of(2026, 3, 6), 24L), tuple(LocalDate.of(2026, 3, 9), 24L));
    }

    @Test
    void shouldAskForShareClassesAsAlpacaWritesThem() {
        answer(page("\"BRK.B\":[" + bar("2026-03-12T04:00:00Z", 500) + "]", "null"));

        assertThat(bars(null, "BRKB", "bad symbol").value().bars())
                .extracting(bar -> bar.symbol)
                .containsExactly("BRKB");
        SERVER.verify(
                getRequestedFor(urlPathEqualTo(PATH)).withQueryParam("symbols", equalTo("BRK.B")));
    }

    @Test
    void shouldAskForNothingIfThereIsNoSymbol() {
        assertThat(bars(null, "not a symbol").kind()).isEqualTo(Fetched.Kind.NOT_AVAILABLE);
        SERVER.verify(0, getRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void shouldTakeIexWhereThePlanHasNoRecentSip() {
        alpaca.set(AlpacaOptions.FEED, Feed.SIP);
        answer(
                get(urlPathEqualTo(PATH)).withQueryParam("feed", equalTo("sip")),
                AlpacaServer.json(
                                "{\"message\":\"subscription does not permit querying recent SIP"
                                        + " data\"}")
                        .withStatus(403));
        answer(
                get(urlPathEqualTo(PATH)).withQueryParam("feed", equalTo("iex")),
                page("\"A\":[" + bar("2026-03-12T04:00:00Z", 1) + "]", "null"));

        LocalDate today = LocalDate.now(NEW_YORK);
        Fetched<BarPage> recent = open().bars(List.of("A"), today, today, null).join();
        Fetched<BarPage> old =
                open().bars(List.of("A"), FIRST.minusYears(5), FIRST.minusYears(5), null).join();

        assertThat(recent.value().bars().get(0).feed).isEqualTo("alpaca-iex");
        assertThat(old.kind()).isEqualTo(Fetched.Kind.REFUSED);
    }

    @Test
    void shouldSayThatTheKeyIsRefused() {
        answer(AlpacaServer.json("{\"message\":\"forbidden for " + "KEY" + "\"}").withStatus(403));

        Fetched<BarPage> refused = bars(null, "A");

        assertThat(refused.kind()).isEqualTo(Fetched.Kind.REFUSED);
    }

    @Test
    void shouldWaitUntilTheLimitBeginsAnew() {
        long reset = Instant.now().getEpochSecond() + 1;
        SERVER.stubFor(
                get(urlPathEqualTo(PATH))
                        .inScenario("limit")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(
                                AlpacaServer.json("{\"message\":\"too many requests.\"}")
                                        .withStatus(429)
                                        .withHeader("X-Ratelimit-Remaining", "0")
                                        .withHeader("X-Ratelimit-Reset", String.valueOf(reset)))
                        .willSetStateTo("free"));
        SERVER.stubFor(
                get(urlPathEqualTo(PATH))
                        .inScenario("limit")
                        .whenScenarioStateIs("free")
                        .willReturn(page("", "null")));

        assertThat(bars(null, "A").kind()).isEqualTo(Fetched.Kind.AVAILABLE);
        assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(reset);
    }

    @Test
    void shouldSayThatTheRequestIsRefused() {
        answer(AlpacaServer.json("{\"message\":\"invalid symbol: FOO\"}").withStatus(400));

        Fetched<BarPage> refused = bars(null, "FOO");

        assertThat(refused.kind()).isEqualTo(Fetched.Kind.NOT_AVAILABLE);
        assertThat(refused.detail()).contains("HTTP 400").contains("invalid symbol: FOO");
    }

    @Test
    void shouldKeepTheStatusOfAnErrorThatIsNoJson() {
        answer(aResponse().withStatus(502).withBody("<html>Bad Gateway " + secret + "</html>"));

        Fetched<BarPage> failed = bars(null, "A");

        assertThat(failed.kind()).isEqualTo(Fetched.Kind.FAILED);
        assertThat(failed.detail()).contains("HTTP 502").doesNotContain(secret);
    }

    @Test
    void shouldSetAsideWhatItCannotRead() {
        answer(AlpacaServer.json("{\"bars\":{\"A\":[ " + secret));

        Fetched<BarPage> unreadable = bars(null, "A");

        assertThat(unreadable.deadLetter().reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(new String(unreadable.deadLetter().payload, UTF_8)).doesNotContain(secret);

        answer(AlpacaServer.json("{\"bars\":[1]}"));
        assertThat(bars(null, "A").deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
        answer(page("\"A\":[" + bar("yesterday", 1) + "]", "null"));
        assertThat(bars(null, "A").deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
    }

    private Fetched<BarPage> bars(String token, String... symbols) {
        return open().bars(List.of(symbols), FIRST, LAST, token).join();
    }

    private AlpacaMarketData open() {
        if (client == null) {
            client =
                    AlpacaMarketData.open(
                            AlpacaSettings.from(alpaca, SecretStores.none()),
                            AlpacaServer.impatient(),
                            1000,
                            new HttpCounters());
        }
        return client;
    }

    private static void answer(ResponseDefinitionBuilder response) {
        answer(get(urlPathEqualTo(PATH)), response);
    }

    private static void answer(MappingBuilder request, ResponseDefinitionBuilder response) {
        SERVER.stubFor(request.willReturn(response));
    }

    private static ResponseDefinitionBuilder page(String bars, String token) {
        return AlpacaServer.json("{\"bars\":{" + bars + "},\"next_page_token\":" + token + "}");
    }

    private static String bar(String time, double close) {
        return "{\"t\":\""
                + time
                + "\",\"o\":18.10,\"h\":18.14,\"l\":17.80,\"c\":"
                + close
                + ",\"v\":132455,\"n\":2210,\"vw\":17.97}";
    }
}
