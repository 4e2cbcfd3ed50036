// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.clients.bavest.BavestOptions;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.clients.http.RateLimiters;
import dev.bellwether.clients.http.RateShare;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollRefusedException;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class BavestQuotesTest {

    private final Configuration bavest = new Configuration();
    private final Configuration http = new Configuration();
    private final List<PollFetcher<Ingested>> fetchers = new ArrayList<>();
    private FakeBavest server;
    private Path keyFile;
    private String key;

    @TempDir Path folder;

    @BeforeEach
    void startTheServer(TestInfo test) throws IOException {
        server = new FakeBavest();
        key = "key of " + test.getDisplayName();
        keyFile = Files.writeString(folder.resolve("bavest.key"), key + "\n");
        bavest.set(BavestOptions.BASE_URL, server.address());
        bavest.set(BavestOptions.API_KEY, "file:" + keyFile);
        bavest.set(BavestOptions.REQUESTS_PER_SECOND, 1000.0);
        http.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        http.set(HttpOptions.MAX_ATTEMPTS, 2);
    }

    @AfterEach
    void closeAll() {
        fetchers.forEach(PollFetcher::close);
        server.close();
    }

    @Test
    void shouldFetchTheQuoteOfOneSymbolPerRequest() throws Exception {
        server.answers("ARCC", 200, FakeBavest.quote(17.86));
        PollFetcher<Ingested> fetcher = fetcher(1);

        PollResult<Ingested> result = fetch(fetcher, "ARCC");

        assertThat(result.status()).isEqualTo(PollResult.Status.OK);
        assertThat(result.records()).hasSize(1);
        assertThat(result.records().get(0).quote.symbol).isEqualTo("ARCC");
        assertThat(result.records().get(0).quote.price).isEqualTo(17.86);
        assertThat(result.records().get(0).quote.feed).isEqualTo("bavest");
        assertThat(fetcher.itemsPerRequest()).isEqualTo(1);
        assertThat(fetcher.maxConcurrentRequests()).isEqualTo(4);
    }

    @Test
    void shouldSayNotAvailableWithoutRecordsWhenThereIsNoQuote() throws Exception {
        server.answers("NONE", 200, "{\"c\":0,\"t\":1773432000}");

        PollResult<Ingested> result = fetch(fetcher(1), "NONE");

        assertThat(result.status()).isEqualTo(PollResult.Status.NOT_AVAILABLE);
        assertThat(result.records()).isEmpty();
        assertThat(result.detail()).isEqualTo("no quote for NONE: no price");
    }

    @Test
    void shouldEmitADeadLetterForABodyThatIsMalformedTwice() throws Exception {
        server.answers("CUT", 200, "{\"c\":17.8");

        PollResult<Ingested> result = fetch(fetcher(1), "CUT");

        assertThat(result.status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(result.records()).hasSize(1);
        assertThat(result.records().get(0).deadLetter.reason).isEqualTo(ReasonCode.MALFORMED);
        assertThat(result.records().get(0).deadLetter.symbol).isEqualTo("CUT");
        assertThat(result.records().get(0).deadLetter.payload).asString().isEqualTo("{\"c\":17.8");
        assertThat(server.asked).containsExactly("CUT", "CUT");
    }

    @Test
    void shouldAskForAPauseOfEveryoneOn429() throws Exception {
        server.answers("BUSY", 429, "{\"message\":\"Limit Exceeded\"}", "Retry-After", "3600");

        PollResult<Ingested> result = fetch(fetcher(1), "BUSY");

        assertThat(result.status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(result.pause()).isEqualTo(Duration.ofSeconds(60));
        assertThat(result.detail()).contains("Limit Exceeded");
    }

    @Test
    void shouldHoldBackEveryoneWithTheSameKeyWhenAskedToPause() throws Exception {
        server.answers("ARCC", 200, FakeBavest.quote(1));
        PollFetcher<Ingested> paused = fetcher(2);
        PollFetcher<Ingested> neighbour = fetcher(2);

        paused.pause(Duration.ofHours(1));
        CompletableFuture<PollResult<Ingested>> call =
                neighbour.fetch(request("ARCC")).toCompletableFuture();
        neighbour.close();

        assertThat(call.join().status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void shouldStopPollingWithOneClearSentenceWhenTheKeyIsRefused() throws Exception {
        server.answers("ARCC", 403, "{\"message\":\"Forbidden\"}");

        CompletableFuture<PollResult<Ingested>> call =
                fetcher(1).fetch(request("ARCC")).toCompletableFuture();

        assertThatThrownBy(call::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(PollRefusedException.class)
                .hasMessage(
                        "Bavest refuses the API key from file:"
                                + keyFile
                                + " (HTTP 403 from "
                                + server.address().replaceAll("^http://|/$", "")
                                + ": {\"message\":\"Forbidden\"}): put a valid key there and"
                                + " restart the job.");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void shouldRefuseToPollWithoutAKeyAndNameTheReference() {
        bavest.set(BavestOptions.API_KEY, "env:NO_SUCH_VARIABLE_FOR_BAVEST");

        assertThatThrownBy(() -> fetcher(1))
                .isInstanceOf(PollRefusedException.class)
                .hasMessage(
                        "There is no API key for Bavest: environment variable"
                                + " NO_SUCH_VARIABLE_FOR_BAVEST is not set: it must hold the secret"
                                + " that env:NO_SUCH_VARIABLE_FOR_BAVEST refers to");
    }

    @Test
    void shouldNotLetOneBadSymbolStopTheOthers() throws Exception {
        server.answers("BAD", 500, "");
        server.answers("GOOD", 200, FakeBavest.quote(2));
        PollFetcher<Ingested> fetcher = fetcher(1);

        assertThat(fetch(fetcher, "BAD").status()).isEqualTo(PollResult.Status.FAILED);
        assertThat(fetch(fetcher, "GOOD").status()).isEqualTo(PollResult.Status.OK);
    }

    @Test
    void shouldDivideTheRateAmongReadersAndGiveItBack() throws Exception {
        bavest.set(BavestOptions.REQUESTS_PER_SECOND, 0.5);
        String credential = "bavest/" + Secret.of(key).fingerprint();

        try (RateShare probe = RateLimiters.shared().register(credential, 1)) {
            PollFetcher<Ingested> one = fetcher(4);
            assertThat(probe.totalPerSecond()).isCloseTo(1.125, within(1e-9));
            fetcher(4);
            assertThat(probe.totalPerSecond()).isCloseTo(1.25, within(1e-9));
            one.close();
            assertThat(probe.totalPerSecond()).isCloseTo(1.125, within(1e-9));
        }
    }

    @Test
    void shouldShowItsMetricsInTheExportedGroup() throws Exception {
        server.answers("BAD", 500, "");
        StubReaderContext context = new StubReaderContext(1);
        PollFetcher<Ingested> fetcher = BavestQuotes.from(bavest, http).create(context);
        fetchers.add(fetcher);

        fetch(fetcher, "BAD");

        assertThat(context.gauges.get("kinesisanalytics.requestsSent").getValue()).isEqualTo(2L);
        assertThat(context.gauges.get("kinesisanalytics.requestsRetried").getValue()).isEqualTo(1L);
        assertThat(context.gauges.get("kinesisanalytics.attemptsFailed").getValue()).isEqualTo(2L);
    }

    @Test
    void shouldTravelWithAJobWithoutTheKey() throws Exception {
        byte[] bytes = InstantiationUtil.serializeObject(BavestQuotes.from(bavest, http));

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains(keyFile.toString())
                .doesNotContain(key);
        BavestQuotes copy = InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());
        server.answers("ARCC", 200, FakeBavest.quote(3));
        PollFetcher<Ingested> fetcher = copy.create(new StubReaderContext(1));
        fetchers.add(fetcher);
        assertThat(fetch(fetcher, "ARCC").status()).isEqualTo(PollResult.Status.OK);
    }

    private PollFetcher<Ingested> fetcher(int parallelism) throws Exception {
        PollFetcher<Ingested> fetcher =
                BavestQuotes.from(bavest, http).create(new StubReaderContext(parallelism));
        fetchers.add(fetcher);
        return fetcher;
    }

    private static PollResult<Ingested> fetch(PollFetcher<Ingested> fetcher, String symbol) {
        return fetcher.fetch(request(symbol)).toCompletableFuture().join();
    }

    private static PollRequest request(String symbol) {
        return new PollRequest(List.of(symbol), null, 0, 1);
    }
}
