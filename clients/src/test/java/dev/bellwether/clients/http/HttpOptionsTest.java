// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

class HttpOptionsTest {

    @Test
    void shouldFindTheDefaultsInOrder() {
        assertThat(problems(new Configuration())).isEmpty();
        assertThat(HttpPolicy.defaults().requestTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldReportEveryValueThatCannotBeWorkedWith() {
        Configuration config = new Configuration();
        config.set(HttpOptions.MAX_ATTEMPTS, 0);
        config.set(HttpOptions.CONNECT_TIMEOUT, Duration.ZERO);
        config.set(HttpOptions.CALL_TIMEOUT, Duration.ofSeconds(10));
        config.set(HttpOptions.BACKOFF_MAX, Duration.ofMillis(499));
        config.set(HttpOptions.BODY_MAX, MemorySize.ofMebiBytes(2048));
        config.set(HttpOptions.BREAKER_FAILURE_PERCENT, 101);
        config.set(HttpOptions.BREAKER_WINDOW, 1);

        assertThat(problems(config))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "max.attempts", "must be between 1 and 20, was 0",
                                "connect.timeout", "must be at least 1 ms, was 0 ms",
                                "call.timeout",
                                        "must not be shorter than request.timeout (30000 ms), was"
                                                + " 10000 ms",
                                "backoff.max",
                                        "must not be shorter than backoff.initial (500 ms), was"
                                                + " 499 ms",
                                "body.max", "must be between 1 kb and 1 gb, was 2147483648 bytes",
                                "breaker.failure.percent", "must be between 1 and 100, was 101",
                                "breaker.window", "must be between 2 and 1000, was 1"));
        assertThatThrownBy(() -> HttpPolicy.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max.attempts must be between 1 and 20, was 0")
                .hasMessageContaining("body.max");
    }

    @Test
    void shouldTravelWithAJob() throws Exception {
        Configuration config = new Configuration();
        config.set(HttpOptions.MAX_ATTEMPTS, 7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(HttpPolicy.from(config));
        }

        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((HttpPolicy) in.readObject()).maxAttempts()).isEqualTo(7);
        }
    }

    @Test
    void shouldDoubleTheBackoffVaryItByHalfAndBoundIt() {
        Configuration config = new Configuration();
        config.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(100));
        config.set(HttpOptions.BACKOFF_MAX, Duration.ofSeconds(1));
        HttpPolicy policy = HttpPolicy.from(config);

        for (int i = 0; i < 200; i++) {
            assertThat(policy.backoff(1).toMillis()).isBetween(50L, 150L);
            assertThat(policy.backoff(3).toMillis()).isBetween(200L, 600L);
            assertThat(policy.backoff(19).toMillis()).isBetween(500L, 1000L);
        }
    }

    private static Map<String, String> problems(Configuration config) {
        Map<String, String> problems = new TreeMap<>();
        HttpOptions.check(config, (option, text) -> problems.put(option.key(), text));
        return problems;
    }
}
