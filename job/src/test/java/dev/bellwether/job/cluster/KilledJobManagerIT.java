// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the JobManager in mid-stream; another one takes its job over. */
@ExtendWith(SharedCluster.Extension.class)
class KilledJobManagerIT {

    @TempDir Path directory;

    @Test
    void shouldGoOnUnderTheNextJobManager(SharedCluster shared) throws IOException {
        try (StreamScenario scenario =
                StreamScenario.of(shared, directory, StreamScenario.workload(), 4)) {
            scenario.feeder.feedUntil(0.8);
            scenario.job.submit(2);
            scenario.job.awaitShare(0.2);
            long killed = shared.processes().pids().get(SharedCluster.JOB_MANAGER);

            shared.processes().killJobManager();
            assertThat(scenario.feeder.isDone()).as("everything was fed before the kill").isFalse();
            assertThat(shared.rest().overviewIfUp()).as("an answer of the killed").isEmpty();
            shared.processes().startJobManager();
            scenario.job.awaitTakeover();
            assertThat(shared.processes().pids().get(SharedCluster.JOB_MANAGER))
                    .isNotEqualTo(killed);

            scenario.feeder.feedUntil(1);
            scenario.job.finish();
        }
    }
}
