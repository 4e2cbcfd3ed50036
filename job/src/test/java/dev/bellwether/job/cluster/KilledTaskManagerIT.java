// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of one of two TaskManagers in mid-stream, and a new one in its place. */
@ExtendWith(SharedCluster.Extension.class)
class KilledTaskManagerIT {

    @TempDir Path directory;

    @Test
    void shouldLoseAndRepeatNothing(SharedCluster shared) throws IOException {
        try (StreamScenario scenario =
                StreamScenario.of(shared, directory, StreamScenario.workload(), 4)) {
            scenario.feeder.feedUntil(0.8);
            scenario.job.submit(2);
            scenario.job.awaitShare(0.2);

            shared.processes().killTaskManager(shared.processes().taskManagers().get(0));
            assertThat(scenario.feeder.isDone()).as("everything was fed before the kill").isFalse();
            shared.processes().startTaskManager();
            scenario.job.awaitRecovery();

            scenario.feeder.feedUntil(1);
            scenario.job.finish();
        }
    }
}
