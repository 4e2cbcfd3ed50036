// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.TestClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shapes and the traps of the real thing; the last recorded session is shown as a day. */
class AlpacaTest {

    private static final String KEY = SandboxConfig.DEFAULT_API_KEY;
    private static final LocalDate NEWEST = LocalDate.of(2026, 3, 12);

    private Sandbox sandbox;

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void shouldServeAPageWithTheFirstSymbolAloneAndThenTheOther() throws IOException {
        start(AlpacaConfig.builder());
        String query = "v2/stocks/bars?symbols=AAPL,MSFT&timeframe=1Day&start=2026-03-10&limit=3";

        JsonNode first = json(get(query));
        JsonNode second = json(get(query + "&page_token=" + first.get("next_page_token").asText()));

        assertThat(names(first.get("bars"))).containsExactly("AAPL");
        assertThat(first.at("/bars/AAPL")).hasSize(3);
        assertThat(names(second.get("bars"))).containsExactly("MSFT");
        assertThat(second.get("next_page_token").isNull()).isTrue();
    }

    /** New York's midnight is at five in winter and at four in summer, in UTC. */
    @Test
    void shouldStampABarWithMidnightInNewYork() throws IOException {
        start(AlpacaConfig.builder());

        JsonNode bars =
                json(get("v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=2026-03-06"))
                        .at("/bars/AAPL");

        assertThat(bars)
                .extracting(bar -> bar.get("t").asText())
                .containsExactly(
                        "2026-03-06T05:00:00Z",
                        "2026-03-09T04:00:00Z",
                        "2026-03-10T04:00:00Z",
                        "2026-03-11T04:00:00Z",
                        "2026-03-12T04:00:00Z");
        assertThat(names(bars.get(0))).contains("o", "h", "l", "c", "v", "n", "vw");
    }

    @Test
    void shouldLeaveOutSymbolsThatItDoesNotKnowExceptInSnapshots() throws IOException {
        start(AlpacaConfig.builder());

        assertThat(names(json(get("v2/stocks/bars?symbols=AAPL,ZZZZQ")).get("bars")))
                .containsExactly("AAPL");
        assertThat(names(json(get("v2/stocks/bars/latest?symbols=AAPL,ZZZZQ")).get("bars")))
                .containsExactly("AAPL");
        JsonNode snapshots = json(get("v2/stocks/snapshots?symbols=AAPL,ZZZZQ"));
        assertThat(snapshots.get("ZZZZQ").isNull()).isTrue();
        assertThat(snapshots.at("/AAPL/prevDailyBar/c").asDouble()).isPositive();
        assertThat(snapshots.at("/AAPL/latestQuote").isNull()).isTrue();
    }

    @Test
    void shouldRefuseTheNewestConsolidatedData() throws IOException {
        start(AlpacaConfig.builder());

        HttpResponse<byte[]> recent = get("v2/stocks/bars?symbols=AAPL&feed=sip");

        assertThat(recent.statusCode()).isEqualTo(403);
        assertThat(json(recent).get("message").asText())
                .isEqualTo("subscription does not permit querying recent SIP data");
        assertThat(
                        get("v2/stocks/bars?symbols=AAPL&feed=sip&start=2026-03-09&end=2026-03-11")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAWholeRequestForOneSymbol() throws IOException {
        start(AlpacaConfig.builder().poison("KO"));

        HttpResponse<byte[]> poisoned = get("v2/stocks/bars?symbols=AAPL,KO");

        assertThat(poisoned.statusCode()).isEqualTo(400);
        assertThat(json(poisoned).get("message").asText()).isEqualTo("invalid symbol: KO");
        assertThat(get("v2/stocks/bars?symbols=AAPL,no").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayWhatIsLeftOfTheLimitAndRefuseWhatIsBeyond() throws IOException {
        start(AlpacaConfig.builder().requestsPerMinute(2));

        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        // Two minutes may meet in between, so five requests hold at least one too many.
        for (int i = 0; i < 5; i++) {
            answers.add(get("v2/stocks/bars/latest?symbols=AAPL"));
        }

        assertThat(answers.get(0).headers().firstValue("X-Ratelimit-Limit")).hasValue("2");
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .isNotEmpty()
                .allMatch(
                        answer ->
                                answer.headers()
                                        .firstValue("X-Ratelimit-Remaining")
                                        .equals(Optional.of("0")));
    }

    @Test
    void shouldWantTheKeyAndSayItInTheWordsOfEachService() throws IOException {
        start(AlpacaConfig.builder());
        TestClient client = new TestClient(sandbox);

        assertThat(client.send(client.request("/alpaca/v2/stocks/bars?symbols=AAPL")).statusCode())
                .isEqualTo(403);
        assertThat(client.send(client.request("/alpaca/v2/account")).statusCode()).isEqualTo(401);
    }

    /** Long, short, a fraction of a share, and one whose price nobody knows. */
    @Test
    void shouldServePositionsWithNumbersAsStrings() throws IOException {
        start(
                AlpacaConfig.builder()
                        .holding("AAPL", "10", "100")
                        .holding("XOM", "-5", "100")
                        .holding("MSFT", "0.25", "50")
                        .holding("ZZZZQ", "1", "10"));

        JsonNode positions = json(get("v2/positions"));

        assertThat(positions)
                .extracting(position -> position.get("side").asText())
                .containsExactly("long", "short", "long", "long");
        assertThat(positions.at("/0/qty").isTextual()).isTrue();
        assertThat(positions.at("/0/unrealized_pl").asDouble()).isPositive();
        assertThat(positions.at("/1/market_value").asDouble()).isNegative();
        assertThat(positions.at("/2/qty").asText()).isEqualTo("0.25");
        assertThat(positions.at("/3/current_price").isNull()).isTrue();
        assertThat(json(get("v2/positions/XOM")).get("symbol").asText()).isEqualTo("XOM");
        assertThat(get("v2/positions/KO").statusCode()).isEqualTo(404);
        assertThat(json(get("v2/account")).get("equity").isTextual()).isTrue();
    }

    /** Rollins in December 2018. */
    @Test
    void shouldShowASplitInRawBarsAndListIt() throws IOException {
        LocalDate split = LocalDate.of(2018, 12, 11);
        start(AlpacaConfig.builder().split("ROL", split, 3, 2));
        LocalDate shown = sandbox.alpacaDate(sandbox.recordings().sessionOnOrAfter(split));
        String query = "symbols=ROL&start=" + shown.minusDays(7) + "&end=" + shown + "&adjustment=";

        JsonNode raw = json(get("v2/stocks/bars?" + query + "raw")).at("/bars/ROL");
        JsonNode adjusted = json(get("v2/stocks/bars?" + query + "split")).at("/bars/ROL");
        JsonNode actions = json(get("v1/corporate-actions?" + query)).get("corporate_actions");

        assertThat(raw.get(0).get("c").asDouble() / adjusted.get(0).get("c").asDouble())
                .isBetween(1.499, 1.501);
        assertThat(raw.get(raw.size() - 1)).isEqualTo(adjusted.get(adjusted.size() - 1));
        assertThat(actions.at("/forward_splits/0/new_rate").asInt()).isEqualTo(3);
        assertThat(actions.at("/forward_splits/0/ex_date").asText()).isEqualTo(shown.toString());
    }

    private void start(AlpacaConfig.Builder config) {
        sandbox =
                Sandbox.start(
                        SandboxConfig.builder()
                                .start(LocalDate.of(2019, 12, 31))
                                .alpaca(config.firstSession(NEWEST).build())
                                .build());
    }

    private HttpResponse<byte[]> get(String path) throws IOException {
        TestClient client = new TestClient(sandbox);
        return client.send(
                client.request("/alpaca/" + path)
                        .header("APCA-API-KEY-ID", KEY)
                        .header("APCA-API-SECRET-KEY", KEY));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
