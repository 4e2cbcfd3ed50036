// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.clients.alpaca.AlpacaOptions;
import dev.bellwether.clients.alpaca.AlpacaSettings;
import dev.bellwether.clients.alpaca.AlpacaTrading;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.PolledPortfolio;
import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.alpaca.AlpacaConfig;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sources.polling.PollRefusedException;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlpacaPositionFetcherTest {

    private static final Instant NOW = Instant.parse("2026-03-13T10:00:00Z");

    private Sandbox sandbox;
    private AlpacaPositionFetcher fetcher;

    @TempDir Path directory;

    @AfterEach
    void close() {
        fetcher.close();
        sandbox.close();
    }

    /** Long, short, a fraction, and one that is halted. */
    @Test
    void shouldMakeASnapshot() throws IOException {
        start();
        double apple = sandbox.recordings().bars("AAPL").close(753);

        PortfolioSnapshot snapshot = fetch().records().get(0).snapshot;

        assertThat(snapshot.account).isEqualTo("main");
        assertThat(snapshot.takenMillis).isEqualTo(NOW.toEpochMilli());
        assertThat(LocalDate.ofEpochDay(snapshot.sessionDay)).isEqualTo("2026-03-12");
        assertThat(snapshot.cash).isEqualTo(25140.20);
        assertThat(snapshot.unpriced).isEqualTo(1);
        assertThat(snapshot.positions)
                .extracting(one -> one.symbol)
                .containsExactly("AAPL", "XOM", "HALT");
        assertThat(snapshot.positions[0].unrealizedReturnPercent)
                .isCloseTo(100 * (apple / 100 - 1), within(1e-9));
        assertThat(snapshot.positions[0].unrealizedProfit)
                .isCloseTo(0.337 * (apple - 100), within(0.005));
        double exxon = sandbox.recordings().bars("XOM").close(753);
        assertThat(snapshot.positions[1].quantity).isEqualTo(-10);
        assertThat(snapshot.positions[1].unrealizedReturnPercent)
                .isCloseTo(100 * (1 - exxon / 100), within(1e-9));
    }

    @Test
    void shouldFailAsAWholeIfOneAnswerDoes() throws IOException {
        start("server-error=1@v2/positions");

        PollResult<PolledPortfolio> result = fetch();

        assertThat(result.status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(result.records()).isEmpty();
        assertThat(result.detail()).startsWith("HTTP 50");
    }

    @Test
    void shouldKeepWhatItCannotRead() throws IOException {
        start("malformed=1@v2/account");

        assertThat(fetch().records().get(0).deadLetter.reason).isEqualTo(ReasonCode.MALFORMED);
    }

    @Test
    void shouldStopPollingWhenTheKeyIsRefused() throws IOException {
        start("forbidden=1");

        assertThatThrownBy(this::fetch)
                .hasCauseInstanceOf(PollRefusedException.class)
                .hasMessageContaining("Alpaca refuses the API key from file:");
    }

    private void start(String... faults) throws IOException {
        SandboxConfig.Builder builder =
                SandboxConfig.builder()
                        .apiKey("key-" + System.nanoTime())
                        .start(LocalDate.of(2019, 12, 31))
                        .alpaca(
                                AlpacaConfig.builder()
                                        .holding("XOM", "-10", "100")
                                        .holding("HALT", "5", "3.5")
                                        .holding("AAPL", "0.337", "100")
                                        .build());
        for (String fault : faults) {
            builder.fault(FaultRule.parse(fault));
        }
        sandbox = Sandbox.start(builder.build());
        String key = "file:" + Files.writeString(directory.resolve("key"), sandbox.apiKey());
        Configuration alpaca = new Configuration();
        alpaca.set(AlpacaOptions.TRADING_BASE_URL, sandbox.alpacaUrl().toString());
        alpaca.set(AlpacaOptions.KEY_ID, key);
        alpaca.set(AlpacaOptions.SECRET, key);
        Configuration http = new Configuration();
        http.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        http.set(HttpOptions.MAX_ATTEMPTS, 2);
        http.set(HttpOptions.BREAKER_WINDOW, 1000);
        fetcher =
                new AlpacaPositionFetcher(
                        AlpacaTrading.open(
                                AlpacaSettings.from(alpaca, SecretStores.none()),
                                HttpPolicy.from(http),
                                1000,
                                new HttpCounters()),
                        key,
                        Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private PollResult<PolledPortfolio> fetch() {
        return fetcher.fetch(new PollRequest(List.of("main"), null, 0, NOW.toEpochMilli()))
                .toCompletableFuture()
                .join();
    }
}
