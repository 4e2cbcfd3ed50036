// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import static dev.bellwether.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.recordings.Universe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A poller that loses a third of its answers still sees every session of every symbol. */
class PacedReplayTest {

    private static final int SESSIONS = 40;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldShowEverySessionOfEverySymbolInSpiteOfFaults() throws Exception {
        List<String> symbols = Universe.largest(Recordings.load(), 12);
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ZERO)
                        .sessions(SESSIONS)
                        .symbols(symbols)
                        .seed(11)
                        .fault(FaultRule.parse("too-many-requests=0.1"))
                        .fault(FaultRule.parse("server-error=0.1"))
                        .fault(FaultRule.parse("malformed=0.05"))
                        .fault(FaultRule.parse("connection-reset=0.05"))
                        .fault(FaultRule.parse("missing-price=0.05"))
                        .build();
        Map<String, TreeMap<Long, Double>> seen = new TreeMap<>();
        symbols.forEach(symbol -> seen.put(symbol, new TreeMap<>()));

        try (Sandbox sandbox = Sandbox.start(config)) {
            TestClient client = new TestClient(sandbox);
            ExecutorService pollers = Executors.newFixedThreadPool(3);
            try {
                AtomicInteger turn = new AtomicInteger();
                Callable<Void> poller =
                        () -> {
                            while (!sandbox.clock().finished()) {
                                String symbol =
                                        symbols.get(
                                                Math.floorMod(
                                                        turn.getAndIncrement(), symbols.size()));
                                poll(client, symbol, seen.get(symbol));
                            }
                            return null;
                        };
                List<Future<Void>> ends = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    ends.add(pollers.submit(poller));
                }
                for (Future<Void> end : ends) {
                    end.get();
                }
            } finally {
                pollers.shutdownNow();
            }

            assertThat(sandbox.clock().abandoned()).isEmpty();
            assertThat(sandbox.stats().defects()).isZero();
            assertThat(sandbox.stats().faults().keySet())
                    .containsExactlyInAnyOrder(
                            "too-many-requests",
                            "server-error",
                            "malformed",
                            "connection-reset",
                            "missing-price");
            for (String symbol : symbols) {
                assertThat(seen.get(symbol)).as(symbol).isEqualTo(recorded(sandbox, symbol));
            }
        }
    }

    private static void poll(TestClient client, String symbol, TreeMap<Long, Double> seen) {
        try {
            HttpResponse<byte[]> response = client.quote(symbol);
            if (response.statusCode() == 200) {
                JsonNode quote = json(response);
                if (quote.has("c")) {
                    synchronized (seen) {
                        seen.put(quote.get("t").asLong(), quote.get("c").asDouble());
                    }
                }
            }
        } catch (IOException | UncheckedIOException lost) {
            // A fault; the symbol's turn comes again.
            assertThat(lost).isNotNull();
        }
    }

    private static TreeMap<Long, Double> recorded(Sandbox sandbox, String symbol) {
        TreeMap<Long, Double> result = new TreeMap<>();
        DailyBars bars = sandbox.recordings().bars(symbol);
        int first = sandbox.clock().span().first;
        for (int session = first; session < first + SESSIONS; session++) {
            result.put(
                    sandbox.recordings().closeSeconds(session), bars.close(bars.indexAt(session)));
        }
        return result;
    }
}
