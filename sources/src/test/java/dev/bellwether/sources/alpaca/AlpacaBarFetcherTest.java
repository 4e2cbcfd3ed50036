// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellwether.clients.alpaca.AlpacaMarketData;
import dev.bellwether.clients.alpaca.AlpacaOptions;
import dev.bellwether.clients.alpaca.AlpacaOptions.Adjustment;
import dev.bellwether.clients.alpaca.AlpacaSettings;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.ActionCheck;
import dev.bellwether.model.PollOutcome;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.alpaca.AlpacaConfig;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sources.polling.PollRefusedException;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fetcher against the sandbox's Alpaca, which shows 2019-12-31 as 2026-03-12. */
class AlpacaBarFetcherTest {

    private static final LocalDate NEWEST = LocalDate.of(2026, 3, 12);
    private static final LocalDate SPLIT = LocalDate.of(2018, 12, 11);
    private static final Instant DUE = Instant.parse("2026-03-13T10:00:00Z");
    private static final long DAY_BEFORE = DUE.minus(Duration.ofDays(1)).toEpochMilli();

    private final Configuration alpaca = new Configuration();
    private final Configuration bars = new Configuration();
    private Sandbox sandbox;
    private AlpacaBarFetcher fetcher;

    @TempDir Path directory;

    @AfterEach
    void close() {
        if (fetcher != null) {
            fetcher.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void shouldFetchTheNewestSessionsOfAChunkAndSayHowItEnded() {
        start(AlpacaConfig.builder());

        PollResult<PolledBar> result = fetch(DAY_BEFORE, "AAPL", "MSFT", "ZZZZQ");

        assertThat(result.status()).isEqualTo(PollResult.Status.OK);
        assertThat(bars(result)).hasSize(12);
        PolledBar newest = bars(result).get(5);
        assertThat(newest.bar.symbol).isEqualTo("AAPL");
        assertThat(newest.bar.close).isEqualTo(sandbox.recordings().bars("AAPL").close(753));
        assertThat(newest.bar.startMillis)
                .isEqualTo(Instant.parse("2026-03-12T04:00:00Z").toEpochMilli());
        assertThat(newest.warmUp).isFalse();
        assertThat(polls(result))
                .extracting(one -> one.poll.symbol, one -> one.poll.outcome)
                .containsExactly(
                        tuple("AAPL", PollOutcome.ANSWERED),
                        tuple("MSFT", PollOutcome.ANSWERED),
                        tuple("ZZZZQ", PollOutcome.ANSWERED));
        assertThat(polls(result).get(0).poll.sessionDay).isEqualTo((int) NEWEST.toEpochDay());
        assertThat(polls(result).get(0).poll.dueMillis).isEqualTo(DUE.toEpochMilli());
    }

    /** 64 symbols for 256 sessions are 16,384 bars: two pages, and only then it has ended. */
    @Test
    void shouldFillWindowsPageAfterPage() {
        start(AlpacaConfig.builder());
        List<String> symbols =
                sandbox.recordings().symbols().stream().limit(64).collect(Collectors.toList());
        String[] asked = symbols.toArray(new String[0]);

        PollResult<PolledBar> first = fetch(Schedule.NOT_YET, asked);
        PollResult<PolledBar> second = fetch(Schedule.NOT_YET, first.nextPageToken(), asked);

        assertThat(first.records()).hasSize(10_000);
        assertThat(polls(first)).isEmpty();
        assertThat(second.nextPageToken()).isNull();
        assertThat(polls(second)).hasSize(64);
        List<PolledBar> all = new ArrayList<>(bars(first));
        all.addAll(bars(second));
        for (String symbol : symbols) {
            List<PolledBar> own =
                    all.stream()
                            .filter(one -> one.bar.symbol.equals(symbol))
                            .collect(Collectors.toList());
            assertThat(own).as(symbol).extracting(one -> one.bar.startMillis).isSorted();
            if (sandbox.recordings().bars(symbol).size() == 754) {
                assertThat(own).as(symbol).hasSize(256);
                assertThat(own).as(symbol).filteredOn(one -> !one.warmUp).hasSize(6);
            }
        }
    }

    /** One symbol that Alpaca cannot read refuses the request for all of them. */
    @Test
    void shouldFindTheSymbolsThatRefuseARequest() {
        start(AlpacaConfig.builder().poison("KO", "XOM"));

        PollResult<PolledBar> result =
                fetch(DAY_BEFORE, "AAPL", "MSFT", "KO", "JPM", "no symbol", "XOM", "GE");

        assertThat(result.status()).isEqualTo(PollResult.Status.NOT_AVAILABLE);
        assertThat(bars(result)).hasSize(24);
        assertThat(polls(result))
                .filteredOn(one -> one.poll.outcome != PollOutcome.ANSWERED)
                .extracting(one -> one.poll.symbol)
                .containsExactlyInAnyOrder("KO", "XOM", "no symbol");
        assertThat(polls(result)).hasSize(7);
        assertThat(polls(result))
                .filteredOn(one -> one.poll.symbol.equals("KO"))
                .allMatch(one -> one.poll.detail.contains("invalid symbol: KO"));
    }

    /** What is refused is found again, page after page. */
    @Test
    void shouldGatherAllPagesOfAHalf() {
        start(AlpacaConfig.builder().poison("AAPL"));
        List<String> symbols =
                sandbox.recordings().symbols().stream().limit(100).collect(Collectors.toList());
        symbols.remove("AAPL");
        symbols.add(0, "AAPL");

        PollResult<PolledBar> result = fetch(Schedule.NOT_YET, symbols.toArray(new String[0]));

        assertThat(polls(result)).hasSize(100);
        assertThat(bars(result)).hasSizeGreaterThan(25_000).doesNotHaveDuplicates();
    }

    @Test
    void shouldAskAgainThroughFaults() {
        start(
                AlpacaConfig.builder(),
                "retry-after=1#1",
                "gzip=1#1",
                "malformed=1#1",
                "server-error=1#1");

        // 429, then compressed
        assertThat(bars(fetch(DAY_BEFORE, "AAPL"))).hasSize(6);
        // cut off, asked again, 50x, asked again
        assertThat(bars(fetch(DAY_BEFORE, "AAPL"))).hasSize(6);
        assertThat(sandbox.stats().faults().keySet())
                .containsExactlyInAnyOrder("retry-after", "gzip", "malformed", "server-error");
    }

    @Test
    void shouldSayWhichSymbolsFailed() {
        start(AlpacaConfig.builder(), "server-error=1");

        PollResult<PolledBar> result = fetch(DAY_BEFORE, "AAPL", "MSFT");

        assertThat(result.status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(polls(result))
                .extracting(one -> one.poll.symbol, one -> one.poll.outcome)
                .containsExactly(
                        tuple("AAPL", PollOutcome.FAILED), tuple("MSFT", PollOutcome.FAILED));
        assertThat(polls(result).get(0).poll.detail).startsWith("HTTP 50");
    }

    @Test
    void shouldKeepWhatItCannotRead() {
        start(AlpacaConfig.builder(), "malformed=1");

        PollResult<PolledBar> result = fetch(DAY_BEFORE, "AAPL");

        assertThat(result.status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(result.records().get(0).deadLetter.reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(polls(result)).hasSize(1);
    }

    /** The ranking has to learn that there is nothing; the provider is left alone. */
    @Test
    void shouldFailWhatIsUnderWayWhenTheKeyIsRefusedAndAskNoMore() {
        start(AlpacaConfig.builder(), "forbidden=1");

        PollResult<PolledBar> first = fetch(DAY_BEFORE, "AAPL");

        assertThat(first.status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(polls(first)).hasSize(1);
        assertThatThrownBy(() -> fetch(DAY_BEFORE, "MSFT"))
                .hasCauseInstanceOf(PollRefusedException.class)
                .hasMessageContaining("Alpaca refuses the API key from file:")
                .hasMessageContaining("HTTP 403");
        assertThat(sandbox.stats().requests()).isEqualTo(1);
    }

    /** Rollins split three for two in December 2018; without adjustment it looks like a crash. */
    @Test
    void shouldGetASplitAsItIsAskedFor() {
        bars.set(AlpacaBarOptions.WARM_UP, 300);
        AlpacaConfig.Builder config = AlpacaConfig.builder().split("ROL", SPLIT, 3, 2);
        start(config);
        double adjusted = jump();
        fetcher.close();
        sandbox.close();
        alpaca.set(AlpacaOptions.ADJUSTMENT, Adjustment.RAW);
        start(config);

        assertThat(adjusted).isBetween(0.95, 1.05);
        assertThat(jump()).isBetween(0.63, 0.70);
    }

    @Test
    void shouldSayWhichCorporateActionsASymbolHadAndThatOthersHadNone() {
        bars.set(AlpacaBarOptions.WARM_UP, 300);
        start(AlpacaConfig.builder().split("ROL", SPLIT, 3, 2).poison("KO"));

        PollResult<PolledBar> result = fetch(Schedule.NOT_YET, "GE", "KO", "ROL");

        List<ActionCheck> checks = checks(result);
        assertThat(checks).extracting(check -> check.symbol).containsExactly("GE", "ROL");
        assertThat(checks.get(0).actions).isEmpty();
        assertThat(checks.get(1).actions)
                .extracting(action -> action.splitFactor)
                .containsExactly(1.5);
        assertThat(checks.get(1).lastDay).isEqualTo((int) NEWEST.toEpochDay());
        assertThat(checks.get(1).feed).isEqualTo("alpaca-iex");
        // after the bars, before the end of the poll
        assertThat(result.records().get(result.records().size() - 4).actionCheck).isNotNull();
    }

    /** Without them the bars stand, and nothing is said of the symbols. */
    @Test
    void shouldKeepBarsWhoseCorporateActionsItDidNotGet() {
        start(AlpacaConfig.builder(), "server-error=1@v1/corporate-actions AAPL");

        PollResult<PolledBar> result = fetch(DAY_BEFORE, "AAPL");

        assertThat(result.status()).isEqualTo(PollResult.Status.OK);
        assertThat(bars(result)).hasSize(6);
        assertThat(checks(result)).isEmpty();
        assertThat(polls(result).get(0).poll.outcome).isEqualTo(PollOutcome.ANSWERED);
    }

    @Test
    void shouldNotAskForCorporateActionsIfNotWanted() {
        bars.set(AlpacaBarOptions.CORPORATE_ACTIONS, false);
        start(AlpacaConfig.builder());

        PollResult<PolledBar> result = fetch(DAY_BEFORE, "AAPL");

        assertThat(checks(result)).isEmpty();
        assertThat(sandbox.stats().endpoints().keySet())
                .noneMatch(endpoint -> endpoint.contains("corporate-actions"));
    }

    private static List<ActionCheck> checks(PollResult<PolledBar> result) {
        return result.records().stream()
                .filter(one -> one.actionCheck != null)
                .map(one -> one.actionCheck)
                .collect(Collectors.toList());
    }

    /** Of the close on the day of the split to the close before. */
    private double jump() {
        int split = sandbox.recordings().sessionOnOrAfter(SPLIT);
        LocalDate shown = sandbox.alpacaDate(split);
        List<PolledBar> all = bars(fetch(Schedule.NOT_YET, "ROL"));
        for (int i = 1; i < all.size(); i++) {
            if (LocalDate.ofEpochDay(all.get(i).bar.startMillis / 86_400_000).equals(shown)) {
                return all.get(i).bar.close / all.get(i - 1).bar.close;
            }
        }
        throw new AssertionError("no bar on " + shown);
    }

    private void start(AlpacaConfig.Builder config, String... faults) {
        SandboxConfig.Builder builder =
                SandboxConfig.builder()
                        .apiKey("key-" + System.nanoTime())
                        .start(LocalDate.of(2019, 12, 31))
                        .alpaca(config.firstSession(NEWEST).build());
        for (String fault : faults) {
            builder.fault(FaultRule.parse(fault));
        }
        sandbox = Sandbox.start(builder.build());
        fetcher = open();
    }

    private AlpacaBarFetcher open() {
        try {
            Path key = Files.writeString(directory.resolve("key"), sandbox.apiKey());
            alpaca.set(AlpacaOptions.DATA_BASE_URL, sandbox.alpacaUrl().toString());
            alpaca.set(AlpacaOptions.KEY_ID, "file:" + key);
            alpaca.set(AlpacaOptions.SECRET, "file:" + key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Configuration http = new Configuration();
        http.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        http.set(HttpOptions.MAX_ATTEMPTS, 3);
        http.set(HttpOptions.BREAKER_WINDOW, 1000);
        AlpacaSettings settings = AlpacaSettings.from(alpaca, SecretStores.none());
        return new AlpacaBarFetcher(
                AlpacaMarketData.open(settings, HttpPolicy.from(http), 1000, new HttpCounters()),
                new AskedSessions(bars),
                settings.keyId().toString(),
                100,
                4,
                bars.get(AlpacaBarOptions.CORPORATE_ACTIONS));
    }

    private PollResult<PolledBar> fetch(long windowStart, String... symbols) {
        return fetch(windowStart, null, symbols);
    }

    private PollResult<PolledBar> fetch(long windowStart, String token, String[] symbols) {
        return fetcher.fetch(
                        new PollRequest(List.of(symbols), token, windowStart, DUE.toEpochMilli()))
                .toCompletableFuture()
                .join();
    }

    private static List<PolledBar> bars(PollResult<PolledBar> result) {
        return result.records().stream()
                .filter(one -> one.bar != null)
                .collect(Collectors.toList());
    }

    private static List<PolledBar> polls(PollResult<PolledBar> result) {
        return result.records().stream()
                .filter(one -> one.poll != null)
                .collect(Collectors.toList());
    }
}
