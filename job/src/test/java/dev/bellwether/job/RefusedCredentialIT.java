// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens with a wrong API key: one clear error, and quiet. */
class RefusedCredentialIT {

    private static final String WRONG_KEY = "not-the-key-4711";

    @TempDir Path directory;

    @Test
    void shouldSayItOnceAndStopAsking() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.builder().manual().build());
                SandboxRedis redis = SandboxRedis.start();
                JobProcess job =
                        JobProcess.start(
                                directory,
                                Configurations.of(directory, sandbox, redis)
                                        .with("BavestQuotes", "schedule.interval", "200 ms"),
                                Map.of("BAVEST_API_KEY", WRONG_KEY))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> errors(job) > 0);

            // Calls that were under way may still arrive; then twenty firings pass without one.
            long[] asked = {-1};
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> asked[0] == (asked[0] = sandbox.stats().requests()));
            assertThat(asked[0]).isBetween(1L, 10L);
            assertThat(errors(job)).isEqualTo(1);
            assertThat(job.isAlive()).isTrue();
            assertThat(job.log()).contains("env:BAVEST_API_KEY").doesNotContain(WRONG_KEY);
            assertThat(job.output()).doesNotContain(WRONG_KEY);
        }
    }

    private static long errors(JobProcess job) throws IOException {
        return job.log().lines().filter(line -> line.contains("\"ERROR\"")).count();
    }
}
