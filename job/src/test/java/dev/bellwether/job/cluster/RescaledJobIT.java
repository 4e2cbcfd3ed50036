// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From 2 to 4 to 1 parallel tasks by way of savepoints, the stream going on meanwhile. */
@ExtendWith(SharedCluster.Extension.class)
class RescaledJobIT {

    @TempDir Path directory;

    @Test
    void shouldCountOnAtAnyParallelism(SharedCluster shared) throws IOException {
        try (StreamScenario scenario =
                StreamScenario.of(shared, directory, StreamScenario.workload(), 4)) {
            scenario.feeder.feedUntil(0.4);
            scenario.job.submit(2);
            scenario.job.awaitShare(0.15);
            String first = scenario.job.stop();
            assertThat(scenario.job.share()).as("done at parallelism 2").isBetween(0.15, 0.6);

            scenario.feeder.feedUntil(0.7);
            scenario.job.submit(4, first);
            scenario.job.awaitShare(0.5);
            String second = scenario.job.stop();
            assertThat(scenario.job.share()).as("done at parallelism 4").isBetween(0.5, 0.8);

            scenario.feeder.feedUntil(1);
            scenario.job.submit(1, second);
            assertThat(scenario.job.widest()).isEqualTo(1);
            scenario.job.finish();
        }
    }
}
