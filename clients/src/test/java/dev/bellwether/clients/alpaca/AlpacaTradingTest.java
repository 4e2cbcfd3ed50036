// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.model.Position;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Account and positions: numbers in strings, nulls, shorts and fractions. */
class AlpacaTradingTest {

    @RegisterExtension static final WireMockExtension SERVER = AlpacaServer.create();

    @TempDir Path directory;

    private AlpacaTrading client;

    @BeforeEach
    void open(TestInfo test) throws IOException {
        client =
                AlpacaTrading.open(
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
    void shouldReadAnAccount() {
        answer(
                "/v2/account",
                AlpacaServer.json(
                        "{\"id\":\"e6fe\",\"status\":\"ACTIVE\",\"currency\":\"USD\","
                                + "\"cash\":\"25140.20\",\"equity\":\"103820.56\","
                                + "\"buying_power\":\"262113.632\",\"trading_blocked\":false,"
                                + "\"account_blocked\":true}"));

        AlpacaAccount account = client.account().join().value();

        assertThat(account.status()).isEqualTo("ACTIVE");
        assertThat(account.currency()).isEqualTo("USD");
        assertThat(account.cash()).isEqualTo(25140.20);
        assertThat(account.equity()).isEqualTo(103820.56);
        assertThat(account.buyingPower()).isEqualTo(262113.632);
        assertThat(account.isTradingBlocked()).isTrue();
    }

    @Test
    void shouldReadAnAccountOfWhichLittleIsSaid() {
        answer("/v2/account", AlpacaServer.json("{\"id\":\"e6fe\",\"status\":\"ONBOARDING\"}"));

        AlpacaAccount account = client.account().join().value();

        assertThat(account.equity()).isNaN();
        assertThat(account.isTradingBlocked()).isFalse();
    }

    @Test
    void shouldReadLongShortAndFractionalPositions() {
        answer(
                "/v2/positions",
                AlpacaServer.json(
                        "["
                                + position("OBDC", "300", "long", "14.02", "\"10.95\"")
                                + ","
                                + position("TSLA", "-10", "short", "200", "\"100\"")
                                + ","
                                + position("BRK.B", "0.337", "long", "400", "null")
                                + "]"));

        List<Position> positions = client.positions().join().value();

        assertThat(positions).extracting(one -> one.quantity).containsExactly(300.0, -10.0, 0.337);
        assertThat(positions.get(0).unrealizedReturnPercent).isCloseTo(-21.8973, within(1e-4));
        assertThat(positions.get(1).unrealizedReturnPercent).isEqualTo(50);
        assertThat(positions.get(2).currentPrice).isNaN();
        assertThat(positions.get(2).unrealizedReturnPercent).isNaN();
        assertThat(positions.get(2).marketValue).isNaN();
    }

    @Test
    void shouldReadAnEmptyAccount() {
        answer("/v2/positions", AlpacaServer.json("[]"));

        assertThat(client.positions().join().value()).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoPosition() {
        answer(
                "/v2/positions/BRK.B",
                AlpacaServer.json("{\"code\":40410000,\"message\":\"position does not exist\"}")
                        .withStatus(404));

        Fetched<Position> none = client.position("BRKB").join();

        assertThat(none.kind()).isEqualTo(Fetched.Kind.NOT_AVAILABLE);
        assertThat(none.detail()).contains("position does not exist");
        assertThat(client.position("../account").join().kind())
                .isEqualTo(Fetched.Kind.NOT_AVAILABLE);
        SERVER.verify(1, getRequestedFor(urlPathEqualTo("/v2/positions/BRK.B")));
    }

    @Test
    void shouldTellRefusalsFromRequestsThatAreNotUnderstood() {
        answer(
                "/v2/account",
                AlpacaServer.json("{\"code\":40110000,\"message\":\"request is not authorized\"}")
                        .withStatus(401));
        answer(
                "/v2/positions",
                AlpacaServer.json("{\"code\":42210000,\"message\":\"no such thing\"}")
                        .withStatus(422));

        assertThat(client.account().join().kind()).isEqualTo(Fetched.Kind.REFUSED);
        assertThat(client.positions().join().kind()).isEqualTo(Fetched.Kind.NOT_AVAILABLE);
    }

    @Test
    void shouldSetAsideWhatItCannotRead() {
        answer("/v2/positions", AlpacaServer.json("[{\"symbol\":\"A\",\"qty\":\"many\"}]"));

        Fetched<List<Position>> read = client.positions().join();

        assertThat(read.deadLetter().reason).isEqualTo(ReasonCode.UNEXPECTED_SHAPE);
        assertThat(read.detail()).isEqualTo("qty is no number: \"many\"");
    }

    private static void answer(String path, ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(response));
    }

    private static String position(
            String symbol, String quantity, String side, String entry, String price) {
        return "{\"symbol\":\""
                + symbol
                + "\",\"asset_class\":\"us_equity\",\"asset_marginable\":true,\"qty\":\""
                + quantity
                + "\",\"side\":\""
                + side
                + "\",\"avg_entry_price\":\""
                + entry
                + "\",\"current_price\":"
                + price
                + ",\"market_value\":null,\"unrealized_pl\":\"-921.00\","
                + "\"unrealized_plpc\":\"-0.2189728958630528\"}";
    }
}
