// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sandbox.kinesis.KinesisShard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shards are split and merged while the job is down and while it comes back. Each symbol must keep
 * its order through that: what is still unread in a shard that was closed comes before what is in
 * its children.
 */
@ExtendWith(SharedCluster.Extension.class)
class ReshardedStreamIT {

    @TempDir Path directory;

    @Test
    void shouldReadParentsBeforeTheirChildren(SharedCluster shared) throws IOException {
        try (StreamScenario scenario =
                StreamScenario.of(shared, directory, StreamScenario.workload(), 2)) {
            scenario.feeder.feedUntil(0.3);
            scenario.job.submit(2);
            scenario.job.awaitShare(0.1);
            String savepoint = scenario.job.stop();

            // unread by the job: the rest in two shards, more in three
            scenario.fed(0.5);
            List<KinesisShard> before = scenario.stream.shards();
            scenario.stream.split(before.get(0).id());
            scenario.fed(0.65);

            scenario.feeder.feedUntil(0.9);
            scenario.job.start(2, savepoint);
            // the upper child of the first shard lies beside the second shard
            List<KinesisShard> open = scenario.openShards();
            assertThat(open).hasSize(3);
            scenario.stream.merge(open.get(1).id(), open.get(2).id());
            scenario.job.awaitRunning();
            scenario.job.awaitShare(0.5);
            scenario.stream.split(scenario.openShards().get(0).id());

            scenario.feeder.feedUntil(1);
            scenario.job.finish();
            assertThat(scenario.openShards()).hasSize(3);
            assertThat(scenario.stream.shards()).hasSize(7);
            assertThat(scenario.shardsWithRecords()).as("shards that held quotes").isEqualTo(7);
        }
    }
}
