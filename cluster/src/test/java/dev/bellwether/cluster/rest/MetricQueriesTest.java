// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cluster.ScriptedRest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricQueriesTest {

    /** Netty's default for the first line of a request, which Flink's server keeps. */
    private static final int LONGEST_LINE = 4096;

    @Test
    void shouldAskForManyMetricsInPiecesThatTheServerTakes() throws IOException {
        List<String> names =
                IntStream.range(0, 200)
                        .mapToObj(i -> i + ".Source: quotes.kinesisanalytics.lastSuccessAgeMillis")
                        .collect(Collectors.toList());
        try (ScriptedRest server = new ScriptedRest()) {
            server.on(
                    "GET /jobs/a/vertices/b/metrics",
                    "[{\"id\":\"0.x\",\"value\":\"1\"}]",
                    "[{\"id\":\"1.x\",\"value\":\"2.5\"},{\"id\":\"2.x\",\"value\":\"NaN\"}]");

            assertThat(new ClusterRest(server.url()).metrics("a", "b", names))
                    .containsEntry("0.x", 1.0)
                    .containsEntry("1.x", 2.5)
                    .hasSize(2);

            assertThat(server.calls()).hasSizeGreaterThan(4);
            assertThat(server.calls())
                    .allSatisfy(
                            call ->
                                    assertThat(call + " HTTP/1.1")
                                            .hasSizeLessThan(LONGEST_LINE - 500));
            String asked =
                    server.calls().stream()
                            .map(call -> call.substring(call.indexOf("?get=") + 5))
                            .collect(Collectors.joining("%2C"));
            assertThat(asked.replace("%2C", ",").replace("%3A", ":").replace("%20", " "))
                    .isEqualTo(String.join(",", names));
        }
    }

    @Test
    void shouldNotAskForNothing() throws IOException {
        try (ScriptedRest server = new ScriptedRest()) {
            assertThat(new ClusterRest(server.url()).metrics("a", "b", List.of())).isEmpty();
            assertThat(server.calls()).isEmpty();
        }
    }
}
