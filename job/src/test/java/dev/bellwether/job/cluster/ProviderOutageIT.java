// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Fundamental;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.recordings.Universe;
import dev.bellwether.sandbox.workload.BatchRecomputation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider that answers every request with 503 for a minute. The job must not fall over and must
 * not lose the place: nothing new comes for that minute, and then everything does.
 */
@ExtendWith(SharedCluster.Extension.class)
class ProviderOutageIT {

    private static final int SYMBOLS = 20;
    private static final int SESSIONS = 15;
    private static final Duration OUTAGE = Duration.ofMinutes(1);

    @TempDir Path directory;

    @Test
    void shouldGoOnWhereItWasWhenTheProviderComesBack(SharedCluster shared) throws IOException {
        Recordings recordings = Recordings.load();
        List<String> symbols = Universe.largest(recordings, SYMBOLS);
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(100))
                        .patience(Duration.ofMinutes(30))
                        .symbols(symbols)
                        .sessions(SESSIONS)
                        .build();
        int first = recordings.sessionOnOrAfter(SandboxConfig.DEFAULT_START);
        BatchRecomputation expected =
                BatchRecomputation.ofQuotes(quotes(recordings, symbols, first));
        try (Sandbox sandbox = Sandbox.start(config);
                Scenario scenario = new Scenario(shared, directory, expected)) {
            Files.writeString(directory.resolve("key"), SandboxConfig.DEFAULT_API_KEY);
            scenario.configuration()
                    .with("Bavest", "base.url", sandbox.bavestV0Url().toString())
                    .with("Bavest", "requests.per.second", "1000")
                    .with("Bavest", "max.concurrent.requests", "4")
                    .with("BavestQuotes", "symbols", String.join(";", symbols))
                    .with("BavestQuotes", "schedule.interval", "200 ms")
                    .with("BavestQuotes", "parallelism", "2")
                    .with("BavestQuotes", "emit.unchanged", "false")
                    .with("Bars", "timeframes", "1min")
                    .with("Http", "backoff.initial", "50 ms")
                    .with("Http", "backoff.max", "2 s")
                    .with("Http", "breaker.open", "5 s");
            scenario.submit(2);

            int middle = sandbox.clock().span().first + SESSIONS / 3;
            await().atMost(SharedCluster.LIMIT).until(() -> sandbox.clock().session() >= middle);
            sandbox.faults().replace(List.of(FaultRule.parse("service-unavailable=1.0")));
            int last = sandbox.clock().session();
            await().atMost(OUTAGE.plus(Scenario.moment()))
                    .pollInterval(Duration.ofSeconds(1))
                    .during(OUTAGE)
                    .until(
                            () ->
                                    shared.rest().job(scenario.job()).allTasksRunning()
                                            && sandbox.clock().session() <= last + 1);
            assertThat(sandbox.stats().faults().get("service-unavailable"))
                    .as("answers with 503")
                    .isGreaterThan(20);
            assertThat(scenario.share()).as("of the work before the outage's end").isLessThan(0.9);
            sandbox.faults().replace(List.of());

            scenario.awaitShare(1);
            assertThat(sandbox.clock().abandoned()).isEmpty();
            assertThat(scenario.failures()).as("failures").isEmpty();
            scenario.finish();
        }
    }

    /** What the provider says of each session, from the recording. */
    private static List<Quote> quotes(Recordings recordings, List<String> symbols, int first) {
        List<Quote> quotes = new ArrayList<>();
        for (String symbol : symbols) {
            DailyBars bars = recordings.bars(symbol);
            double eps = epsKnownOn(recordings, bars, first);
            for (int i = bars.indexAt(first); i < bars.indexAt(first) + SESSIONS; i++) {
                long time = recordings.closeSeconds(bars.session(i)) * 1000;
                Quote quote = Quote.of(symbol, bars.close(i), time);
                quote.open = bars.open(i);
                quote.high = bars.high(i);
                quote.low = bars.low(i);
                quote.previousClose = bars.close(i - 1);
                quote.dayVolume = bars.volume(i);
                quote.eps = eps;
                quote.currency = "USD";
                quotes.add(quote);
            }
        }
        return quotes;
    }

    /** Figures of a snapshot are only given where no split lies between it and the bars. */
    private static double epsKnownOn(Recordings recordings, DailyBars bars, int session) {
        Fundamental snapshot =
                recordings
                        .fundamental(bars.symbol(), recordings.session(session))
                        .orElseThrow(IllegalStateException::new);
        int index = bars.indexAt(recordings.sessionOnOrAfter(snapshot.asOf));
        boolean comparable = Math.abs(snapshot.price / bars.close(index) - 1) <= 0.01;
        return comparable ? snapshot.epsTtm : Double.NaN;
    }
}
