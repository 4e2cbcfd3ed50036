// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.model.Bar;
import dev.bellwether.model.CorporateAction;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Latest bars, snapshots and corporate actions, from recorded answers and from bad ones. */
class AlpacaMarketDataTest {

    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);

    @RegisterExtension static final WireMockExtension SERVER = AlpacaServer.create();

    @TempDir Path directory;

    private AlpacaMarketData client;

    @BeforeEach
    void open(TestInfo test) throws IOException {
        client =
                AlpacaMarketData.open(
                        AlpacaServer.settings(SERVER.baseUrl(), directory, test.getDisplayName()),
                        AlpacaServer.impatient(),
                        1000,
                        new HttpCounters());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldReadTheNewestMinute() throws IOException {
        answer("/v2/stocks/bars/latest", "stock-latest-bars.json");

        List<Bar> bars = client.latestBars(List.of("AAPL", "NIO", "XXXX")).join().value();

        assertThat(bars)
                .extracting(bar -> bar.symbol, bar -> bar.close, bar -> bar.timeframe)
                .containsExactlyInAnyOrder(
                        tuple("NIO", 35.6, Timeframe.ONE_MINUTE),
                        tuple("AAPL", 142.59, Timeframe.ONE_MINUTE));
        assertThat(bars.get(0).startMillis).isEqualTo(millis("2021-10-11T23:59:00Z"));
        assertThat(bars.get(0).endMillis).isEqualTo(millis("2021-10-12T00:00:00Z"));
    }

    /** A top-level map, with null for one symbol and null for a part of another. */
    @Test
    void shouldMakeQuotesOfSnapshots() throws IOException {
        answer("/v2/stocks/snapshots", "stock-snapshots-with-null.json");

        List<Quote> quotes = client.snapshots(List.of("AAPL", "MSFT", "INVALID")).join().value();

        assertThat(quotes)
                .extracting(
                        quote -> quote.symbol,
                        quote -> quote.price,
                        quote -> quote.open,
                        quote -> quote.dayVolume,
                        quote -> quote.previousClose,
                        quote -> quote.feed)
                .containsExactly(
                        tuple("AAPL", 133.4201, 132.04, 25_846_800.0, 131.46, "alpaca-iex"),
                        tuple("MSFT", 253.8738, 253.34, 6_100_459.0, Double.NaN, "alpaca-iex"));
        assertThat(quotes.get(0).eventTimeMillis).isEqualTo(millis("2021-05-03T14:48:06.563Z"));
    }

    /** A side that nobody quotes has price 0 and exchange " "; half of 10 would be no price. */
    @Test
    void shouldNotTakeHalfAQuoteForAPrice() {
        snapshot("\"latestQuote\":{\"t\":\"2026-03-13T14:00:00Z\",\"ap\":10,\"bp\":0}");
        assertThat(snapshots()).isEmpty();

        snapshot("\"latestQuote\":{\"t\":\"2026-03-13T14:00:00Z\",\"ap\":10,\"bp\":9.5}");
        assertThat(snapshots()).extracting(quote -> quote.price).containsExactly(9.75);

        snapshot("\"latestTrade\":null,\"minuteBar\":{\"t\":\"2026-03-13T14:00:00Z\",\"c\":9.9}");
        assertThat(snapshots().get(0).eventTimeMillis).isEqualTo(millis("2026-03-13T14:01:00Z"));
    }

    /** Before the open the daily bar is still that of the day before. */
    @Test
    void shouldNotTakeYesterdaysBarForTodays() {
        snapshot(
                "\"latestTrade\":{\"t\":\"2026-03-13T12:00:00Z\",\"p\":11},"
                        + "\"dailyBar\":{\"t\":\"2026-03-12T04:00:00Z\",\"o\":9,\"h\":10,\"l\":8,"
                        + "\"c\":9.5,\"v\":100},"
                        + "\"prevDailyBar\":{\"t\":\"2026-03-11T04:00:00Z\",\"c\":7}");

        Quote quote = snapshots().get(0);

        assertThat(quote.previousClose).isEqualTo(9.5);
        assertThat(quote.open).isNaN();
        assertThat(quote.dayVolume).isNaN();
    }

    @Test
    void shouldReadCorporateActionsPageAfterPage() throws IOException {
        String path = "/v1/corporate-actions";
        SERVER.stubFor(
                get(urlPathEqualTo(path))
                        .withQueryParam("page_token", absent())
                        .willReturn(
                                AlpacaServer.recorded("corporate-actions-corporate-actions.json")));
        CorporateActionPage first =
                client.corporateActions(List.of("SRE"), FIRST, LAST, null).join().value();
        SERVER.stubFor(
                get(urlPathEqualTo(path))
                        .withQueryParam("page_token", equalTo(first.nextPageToken()))
                        .willReturn(
                                AlpacaServer.recorded(
                                        "corporate-actions-corporate-actions-page2.json")));
        CorporateActionPage second =
                client.corporateActions(List.of("SRE"), FIRST, LAST, first.nextPageToken())
                        .join()
                        .value();

        assertThat(first.actions())
                .extracting(one -> one.symbol, one -> one.kind, one -> day(one))
                .containsExactly(
                        tuple("SRE", "forward_split", "2023-08-22"),
                        tuple("MNTS", "reverse_split", "2023-08-24"),
                        tuple("MSBC", "stock_dividend", "2023-05-19"),
                        tuple("FCF", "cash_dividend", "2023-05-04"),
                        tuple("JUPW", "spin_off", "2023-08-15"));
        assertThat(first.actions())
                .extracting(one -> one.splitFactor)
                .containsExactly(2.0, 0.02, 1.05, Double.NaN, Double.NaN);
        assertThat(first.actions().get(3).cash).isEqualTo(0.125);
        assertThat(second.actions()).extracting(one -> one.symbol).containsExactly("ZMTBY");
        assertThat(second.nextPageToken()).isNull();
        SERVER.verify(
                2,
                getRequestedFor(urlPathEqualTo(path))
                        .withQueryParam("symbols", equalTo("SRE"))
                        .withQueryParam("start", equalTo("2023-01-01"))
                        .withQueryParam("end", equalTo("2024-12-31")));
    }

    /** Of those only the day counts, for each symbol that was asked for. */
    @Test
    void shouldReadWhatEndsOrRenamesASymbol() {
        SERVER.stubFor(
                get(urlPathEqualTo("/v1/corporate-actions"))
                        .willReturn(
                                AlpacaServer.json(
                                        "{\"corporate_actions\":{\"name_changes\":["
                                                + "{\"old_symbol\":\"FB\",\"new_symbol\":\"META\","
                                                + "\"process_date\":\"2022-06-09\"}],"
                                                + "\"cash_mergers\":[{\"acquirer_symbol\":\"X\","
                                                + "\"acquiree_symbol\":\"META\","
                                                + "\"effective_date\":\"2023-08-22\","
                                                + "\"process_date\":\"2023-08-24\"}]}}")));

        List<CorporateAction> actions =
                client.corporateActions(List.of("META"), FIRST, LAST, null)
                        .join()
                        .value()
                        .actions();

        assertThat(actions)
                .extracting(one -> one.symbol, one -> one.kind, one -> day(one))
                .containsExactly(
                        tuple("META", "cash_merger", "2023-08-22"),
                        tuple("META", "name_change", "2022-06-09"));
    }

    @Test
    void shouldSetAsideActionsThatItCannotRead() {
        SERVER.stubFor(
                get(urlPathEqualTo("/v1/corporate-actions"))
                        .willReturn(
                                AlpacaServer.json(
                                        "{\"corporate_actions\":{\"forward_splits\":[{\"symbol\":"
                                                + "\"A\",\"ex_date\":\"2023-08-22\","
                                                + "\"new_rate\":0,\"old_rate\":1}]}}")));

        Fetched<CorporateActionPage> read =
                client.corporateActions(List.of("A"), FIRST, LAST, null).join();

        assertThat(read.deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
        assertThat(read.detail()).isEqualTo("new_rate must be above 0, was 0.0");
    }

    private List<Quote> snapshots() {
        return client.snapshots(List.of("A")).join().value();
    }

    private static void snapshot(String parts) {
        SERVER.stubFor(
                get(urlPathEqualTo("/v2/stocks/snapshots"))
                        .willReturn(AlpacaServer.json("{\"A\":{" + parts + "}}")));
    }

    private static void answer(String path, String file) throws IOException {
        SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(AlpacaServer.recorded(file)));
    }

    private static String day(CorporateAction action) {
        return LocalDate.ofEpochDay(action.exDay).toString();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
