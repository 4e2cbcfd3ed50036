// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.clients.bavest.BavestOptions;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sources.polling.PollingSource;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fetcher in the polling source, on a cluster of two slots, for two past firings. */
class BavestPollingTest {

    private static final Instant FROM = Instant.parse("2026-03-13T14:30:00Z");

    /** More records than any test brings. */
    private static final int MANY = 10_000;

    private final Configuration bavest = new Configuration();
    private final Configuration http = new Configuration();
    private FakeBavest server;

    @TempDir Path folder;

    @BeforeEach
    void startTheServer() throws Exception {
        server = new FakeBavest();
        Path keyFile = Files.writeString(folder.resolve("bavest.key"), "key of the cluster\n");
        bavest.set(BavestOptions.BASE_URL, server.address());
        bavest.set(BavestOptions.API_KEY, "file:" + keyFile);
        bavest.set(BavestOptions.REQUESTS_PER_SECOND, 1000.0);
        http.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        http.set(HttpOptions.MAX_ATTEMPTS, 2);
        http.set(HttpOptions.BREAKER_WINDOW, 1000);
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @Test
    void shouldPollEverySymbolAtEveryFiringWhateverItsNeighboursDo() throws Exception {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            symbols.add("S" + i);
            server.answers("S" + i, 200, FakeBavest.quote(10 + i));
        }
        symbols.add(3, "CUT");
        server.answers("CUT", 200, "{\"c\":17.8");
        symbols.add(5, "NONE");
        server.answers("NONE", 200, "{\"c\":null}");
        symbols.add(9, "DOWN");
        server.answers("DOWN", 502, "");

        Map<String, Integer> counts = new TreeMap<>();
        for (Ingested ingested : poll(symbols)) {
            String what =
                    ingested.quote != null
                            ? ingested.quote.symbol + " " + ingested.quote.price
                            : ingested.deadLetter.symbol + " " + ingested.deadLetter.reason;
            counts.merge(what, 1, Integer::sum);
        }

        Map<String, Integer> expected = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            expected.put("S" + i + " " + (10.0 + i), 2);
        }
        expected.put("CUT " + ReasonCode.MALFORMED, 2);
        assertThat(counts).isEqualTo(expected);
    }

    @Test
    void shouldStopAskingWhenTheKeyIsRefused() {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            symbols.add("S" + i);
            server.answers("S" + i, 403, "{\"message\":\"Forbidden\"}");
        }

        // What is under way when the refusal arrives may still be asked for, no more.
        assertThatThrownBy(() -> poll(symbols))
                .hasStackTraceContaining("Bavest refuses the API key from file:")
                .hasStackTraceContaining("put a valid key there and restart the job.");
        assertThat(server.asked).hasSizeLessThan(50);
    }

    private List<Ingested> poll(List<String> symbols) throws Exception {
        PollingSource<Ingested> source =
                PollingSource.<Ingested>builder()
                        .name("bavest quotes")
                        .fetchers(BavestQuotes.from(bavest, http))
                        .items(symbols)
                        .chunkSize(4)
                        .schedule(Schedule.every(Duration.ofMinutes(5)))
                        .from(FROM)
                        .to(FROM.plus(Duration.ofMinutes(10)))
                        .typeInformation(TypeInformation.of(Ingested.class))
                        .build();
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2, config);
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "bavest quotes")
                .executeAndCollect(MANY);
    }
}
