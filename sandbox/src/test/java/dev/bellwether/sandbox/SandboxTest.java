// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellwether.sandbox.faults.FaultRule;
import dev.bellwether.sandbox.faults.TransportFaults;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxTest {

    @Test
    void shouldLeaveNoThreadBehind() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Sandbox sandbox =
                Sandbox.start(
                        SandboxConfig.builder()
                                .slowBody(Duration.ofHours(1))
                                .fault(FaultRule.always(TransportFaults.SLOW_BODY, "MSFT"))
                                .build());
        TestClient client = new TestClient(sandbox);
        client.quote("AAPL");
        assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(100)).quote("MSFT"))
                .isInstanceOf(IOException.class);
        assertThat(ownThreads(before)).isNotEmpty();

        sandbox.close();

        await().untilAsserted(() -> assertThat(ownThreads(before)).isEmpty());
        assertThatThrownBy(() -> client.quote("AAPL")).isInstanceOf(IOException.class);
    }

    private static List<String> ownThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .map(Thread::getName)
                .filter(
                        name ->
                                name.startsWith("sandbox-")
                                        || name.equals("HTTP-Dispatcher")
                                        || name.equals("server-timer"))
                .collect(Collectors.toList());
    }

    @Test
    void shouldFailTheSameRequestsForTheSameSeed() throws IOException {
        List<Integer> first = statuses(3);

        assertThat(statuses(3)).isEqualTo(first).contains(200, 429, 503);
        assertThat(statuses(4)).isNotEqualTo(first);
    }

    private static List<Integer> statuses(long seed) throws IOException {
        SandboxConfig config =
                SandboxConfig.builder()
                        .seed(seed)
                        .fault(FaultRule.rate(TransportFaults.TOO_MANY_REQUESTS, 0.3))
                        .fault(FaultRule.rate(TransportFaults.SERVICE_UNAVAILABLE, 0.3))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config)) {
            TestClient client = new TestClient(sandbox);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                statuses.add(client.quote(i % 2 == 0 ? "AAPL" : "IBM").statusCode());
            }
            return statuses;
        }
    }

    @Test
    void shouldServeQuicklyOverOneConnection() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.builder().build())) {
            TestClient client = new TestClient(sandbox);
            client.quote("AAPL");
            long start = System.nanoTime();

            for (int i = 0; i < 200; i++) {
                client.quote("AAPL");
            }

            // With the packets held back for delayed acknowledgements it would be 8 seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void shouldListenOnTheLoopbackAddressOnly() {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.builder().build())) {
            assertThat(sandbox.baseUrl().getHost()).isEqualTo("127.0.0.1");
            assertThat(sandbox.bavestV0Url()).hasToString(sandbox.baseUrl() + "/v0");
            assertThat(sandbox.bavestV2Url()).hasToString(sandbox.baseUrl() + "/v2");
            assertThatThrownBy(
                            () ->
                                    Sandbox.start(
                                            SandboxConfig.builder().port(sandbox.port()).build()))
                    .hasMessage("cannot listen on 127.0.0.1:" + sandbox.port());
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertRefused(
                SandboxConfig.builder().start(LocalDate.of(2020, 1, 1)),
                "start must not be after 2019-12-31, was 2020-01-01");
        assertRefused(
                SandboxConfig.builder().sessions(711),
                "sessions must be between 0 and 710, was 711");
        assertRefused(
                SandboxConfig.builder().symbols(List.of("ZZZZ")),
                "no bar of ZZZZ is recorded at the first session");
        assertRefused(
                SandboxConfig.builder().symbols(List.of("DOW")),
                "no bar of DOW is recorded at the first session");
        assertThatThrownBy(
                        () ->
                                Sandbox.start(
                                        SandboxConfig.builder()
                                                .fault(FaultRule.parse("earthquake=1"))
                                                .build()))
                .hasMessageStartingWith("unknown fault earthquake");
    }

    private static void assertRefused(SandboxConfig.Builder config, String message) {
        assertThatThrownBy(() -> Sandbox.start(config.build())).hasMessage(message);
    }
}
