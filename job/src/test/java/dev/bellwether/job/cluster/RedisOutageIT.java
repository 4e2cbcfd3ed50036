// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Redis is away in mid-stream: killed and back with what it had on disk after half a minute, or
 * there and silent. The job must wait for it, lose nothing, and not even restart.
 */
@ExtendWith(SharedCluster.Extension.class)
class RedisOutageIT {

    @TempDir Path directory;

    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Test
    void shouldWaitForARedisThatIsKilled(SharedCluster shared) throws IOException {
        try (StreamScenario scenario =
                StreamScenario.of(shared, directory, StreamScenario.workload(), 2)) {
            scenario.feeder.feedUntil(0.8);
            scenario.job.submit(2);
            scenario.job.awaitShare(0.2);

            scenario.job.redis().kill();
            assertThat(scenario.feeder.isDone()).as("everything was fed before").isFalse();
            await().atMost(OUTAGE.plus(Scenario.moment()))
                    .pollInterval(Duration.ofSeconds(1))
                    .during(OUTAGE)
                    .until(() -> shared.rest().job(scenario.job.job()).allTasksRunning());
            assertThat(scenario.job.redis().isRunning()).isFalse();
            scenario.job.redis().restart();

            scenario.feeder.feedUntil(1);
            scenario.job.awaitShare(1);
            // metrics are fetched every few seconds only
            await().atMost(Scenario.moment())
                    .until(() -> scenario.job.sum("connectionsReopened") > 0);
            assertThat(scenario.job.failures()).as("failures").isEmpty();
            scenario.job.finish();
        }
    }

    @Test
    void shouldWaitForARedisThatDoesNotAnswer(SharedCluster shared) throws IOException {
        try (StreamScenario scenario =
                StreamScenario.of(shared, directory, StreamScenario.workload(), 2)) {
            scenario.job.configuration().with("Redis", "reply.timeout", "2 s");
            scenario.feeder.feedUntil(0.8);
            scenario.job.submit(2);
            scenario.job.awaitShare(0.2);

            try (Jedis jedis = scenario.job.connect()) {
                jedis.clientPause(PAUSE.toMillis());
            }
            assertThat(scenario.feeder.isDone()).as("everything was fed before").isFalse();
            await().atMost(PAUSE.plus(Scenario.moment()))
                    .until(() -> scenario.job.sum("connectionsReopened") > 0);

            scenario.feeder.feedUntil(1);
            scenario.job.awaitShare(1);
            assertThat(scenario.job.failures()).as("failures").isEmpty();
            scenario.job.finish();
        }
    }
}
