// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.cluster.counting.CountingJar;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are really killed, and a job whose counts show what that did to it. */
class LocalClusterIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int RECORDS = 12_000;

    @TempDir private Path directory;
    private Path jar;
    private Path out;

    @BeforeEach
    void makeJar() throws IOException {
        jar = CountingJar.write(directory.resolve("counting.jar"));
        out = Files.createDirectories(directory.resolve("out"));
    }

    private RunRequest counting(int perSecond) throws IOException {
        return RunRequest.arguments(
                "--config",
                CountingJar.config(
                                directory.resolve(perSecond + ".properties"),
                                RECORDS,
                                perSecond,
                                out)
                        .toString());
    }

    private LocalClusterBuilder cluster() {
        return LocalCluster.builder()
                .directory(directory.resolve("cluster"))
                .workingDirectory(directory)
                .slotsEach(1)
                .checkpointInterval(Duration.ofMillis(500));
    }

    @Test
    void shouldCountEachNumberOnceThoughATaskManagerIsKilledAndTheJobRescaled() throws IOException {
        Collection<Long> pids;
        try (LocalCluster cluster = cluster().start()) {
            pids = cluster.pids().values();
            ClusterRest rest = cluster.rest();
            assertThat(rest.overview().slots).isEqualTo(2);

            String job = rest.submit(jar, counting(800).parallelism(2));
            rest.awaitRunning(job, LIMIT);
            rest.awaitCheckpoints(job, 2, LIMIT);

            int victim = cluster.taskManagers().get(0);
            cluster.killTaskManager(victim);
            assertThat(cluster.startTaskManager()).isEqualTo(3);
            await().atMost(LIMIT)
                    .until(() -> rest.checkpoints(job).restored, restored -> restored >= 1);
            rest.awaitRunning(job, LIMIT);
            rest.awaitCheckpoints(job, 1, LIMIT);
            assertThat(cluster.taskManagers()).containsExactly(2, 3);
            assertThat(rest.rootException(job)).isPresent();

            String savepoint = rest.stop(job, "", false, LIMIT);
            assertThat(savepoint).startsWith("file:" + cluster.savepoints());
            assertThat(CountingJar.counts(out)).isEmpty();

            String rescaled = rest.submit(jar, counting(100_000).parallelism(1).from(savepoint));
            assertThat(rest.awaitEnd(rescaled, LIMIT).state).isEqualTo("FINISHED");
            assertThat(CountingJar.counts(out)).isEqualTo(CountingJar.expected(RECORDS));
        }
        assertThat(pids).hasSize(3).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
    }

    @Test
    void shouldGoOnByItselfWhenTheJobManagerIsKilledAndAnotherTakesOver() throws IOException {
        try (LocalCluster cluster = cluster().taskManagers(1).highAvailability(true).start()) {
            ClusterRest rest = cluster.rest();
            String job = rest.submit(jar, counting(800).parallelism(1));
            rest.awaitRunning(job, LIMIT);
            rest.awaitCheckpoints(job, 2, LIMIT);

            cluster.killJobManager();
            assertThat(rest.overviewIfUp()).isEmpty();
            cluster.startJobManager();

            cluster.awaitTaskManagers(1);
            assertThat(rest.awaitEnd(job, LIMIT).state).isEqualTo("FINISHED");
            assertThat(rest.checkpoints(job).restored).isEqualTo(1);
            assertThat(CountingJar.counts(out)).isEqualTo(CountingJar.expected(RECORDS));
        }
    }
}
