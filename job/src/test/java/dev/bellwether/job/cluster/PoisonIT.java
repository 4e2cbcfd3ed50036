// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sandbox.workload.Poison;
import dev.bellwether.sandbox.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One record in a hundred is poison, of every kind. Each ends as one dead letter with its own
 * reason, and the job never falls over.
 */
@ExtendWith(SharedCluster.Extension.class)
class PoisonIT {

    @TempDir Path directory;

    @Test
    void shouldSetEachPoisonedRecordAsideOnceAndForItsReason(SharedCluster shared)
            throws IOException {
        Workload workload = Workload.builder().symbols(60).poison(0.01).build();
        try (StreamScenario scenario = StreamScenario.of(shared, directory, workload, 2)) {
            scenario.feeder.feedUntil(1);
            scenario.job.submit(2);
            scenario.job.awaitShare(1);
            assertThat(scenario.job.failures()).as("failures").isEmpty();

            List<DeadLetter> letters = scenario.job.finish();
            assertThat(letters).hasSize(workload.poison());
            assertThat(workload.poison()).isGreaterThan(80);
            for (Poison poison : Poison.values()) {
                assertThat(letters)
                        .as(poison.name())
                        .filteredOn(letter -> letter.reason == poison.reason())
                        .hasSizeGreaterThan(5);
            }
            assertThat(letters)
                    .filteredOn(letter -> letter.reason == ReasonCode.OVERSIZED)
                    .allMatch(letter -> letter.originalLength > 1_000_000);
        }
    }
}
