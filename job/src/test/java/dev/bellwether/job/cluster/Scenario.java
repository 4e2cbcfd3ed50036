// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import dev.bellwether.cluster.rest.RunRequest;
import dev.bellwether.job.Configurations;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sandbox.workload.BatchRecomputation;
import dev.bellwether.sandbox.workload.RedisContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One job of its own on the shared cluster, with a Redis that keeps what it was told, and what must
 * be there in the end.
 */
final class Scenario implements AutoCloseable {

    private static final Path JAR = Path.of("target", "bellwether-application.jar");
    private static final String PREFIX = "bavest";

    private final SharedCluster shared;
    private final Path directory;
    private final BatchRecomputation expected;
    private final SandboxRedis redis = SandboxRedis.builder().persistent().start();
    private final Configurations configuration;
    private final int expectedKeys;
    private String job;

    /**
     * @param directory for everything that the job writes
     * @param expected what its input must become
     */
    Scenario(SharedCluster shared, Path directory, BatchRecomputation expected) {
        this(shared, directory, expected, expected.keys());
    }

    /** Whose results are compared elsewhere: it is not to {@link #finish}. */
    Scenario(SharedCluster shared, Path directory) {
        this(shared, directory, null, 0);
    }

    private Scenario(
            SharedCluster shared, Path directory, BatchRecomputation expected, int expectedKeys) {
        this.shared = shared;
        this.directory = directory;
        this.expected = expected;
        this.expectedKeys = expectedKeys;
        // No quote of a workload is too late for its bar, in whatever order its shards are read.
        this.configuration =
                Configurations.of(directory)
                        .with("Redis", "nodes", redis.address())
                        .with("Redis", "key.prefix", PREFIX)
                        .with("Bars", "timeframes", "session")
                        .with("Bars", "allowed.lateness", "7 d")
                        .with("Files", "roll.on-checkpoint", "true");
    }

    Configurations configuration() {
        return configuration;
    }

    SandboxRedis redis() {
        return redis;
    }

    String job() {
        return job;
    }

    private ClusterRest rest() {
        return shared.rest();
    }

    /** Submits the application jar; returns when all its tasks run. */
    void submit(int parallelism) throws IOException {
        submit(parallelism, "");
    }

    /**
     * @param savepoint to go on from; empty to begin
     */
    void submit(int parallelism, String savepoint) throws IOException {
        start(parallelism, savepoint);
        awaitRunning();
    }

    /** Submits the application jar, no more. */
    void start(int parallelism, String savepoint) throws IOException {
        Path file = directory.resolve("config.json").toAbsolutePath();
        Files.writeString(file, configuration.json());
        job =
                rest().submit(
                                JAR,
                                RunRequest.arguments("--config", file.toString())
                                        .parallelism(parallelism)
                                        .from(savepoint));
    }

    void awaitRunning() {
        rest().awaitRunning(job, SharedCluster.LIMIT);
    }

    /** How much of what must be in Redis is there, from 0 to 1. */
    double share() {
        try (Jedis jedis = connect()) {
            return (double) jedis.dbSize() / expectedKeys;
        }
    }

    Jedis connect() {
        return new Jedis(redis.host(), redis.port());
    }

    /** Returns when at least so much of what must be in Redis is there. */
    void awaitShare(double share) {
        await().atMost(SharedCluster.LIMIT)
                .ignoreException(JedisConnectionException.class)
                .until(this::share, now -> now >= share);
    }

    /** What made the job restart, under its present JobManager. */
    List<String> failures() {
        return rest().failuresSince(job, 0);
    }

    /** The highest parallelism of any part of the job. */
    int widest() {
        return rest().job(job).vertices.stream().mapToInt(part -> part.parallelism).max().orElse(0);
    }

    /** The sum of a metric of ours over all tasks. */
    double sum(String metric) {
        double sum = 0;
        for (Job.Vertex part : rest().job(job).vertices) {
            List<String> names = new ArrayList<>(rest().metricNames(job, part.id));
            names.removeIf(name -> !name.endsWith("kinesisanalytics." + metric));
            sum += rest().metrics(job, part.id, names).values().stream().reduce(0.0, Double::sum);
        }
        return sum;
    }

    /**
     * Returns when another JobManager runs the job from its last checkpoint, and makes new ones.
     */
    void awaitTakeover() {
        await().atMost(SharedCluster.LIMIT)
                .ignoreExceptionsInstanceOf(ClusterException.class)
                .until(() -> rest().job(job).allTasksRunning());
        awaitRestored();
    }

    private void awaitRestored() {
        assertThat(rest().checkpoints(job).restored)
                .as("restored from a checkpoint")
                .isGreaterThanOrEqualTo(1);
        rest().awaitCheckpoints(job, 1, SharedCluster.LIMIT);
    }

    /** Returns when the job has failed, goes on from its last checkpoint, and makes new ones. */
    void awaitRecovery() {
        await().atMost(SharedCluster.LIMIT)
                .until(() -> rest().checkpoints(job).restored, restored -> restored >= 1);
        rest().awaitRunning(job, SharedCluster.LIMIT);
        awaitRestored();
        assertThat(failures()).as("failures").isNotEmpty();
    }

    /** Stops the job with a savepoint and gives its path. */
    String stop() {
        return rest().stop(job, "", false, SharedCluster.LIMIT);
    }

    /**
     * Waits until everything that must be in Redis is there, stops the job, and compares every
     * document and every dead letter with the recomputation.
     *
     * @return the dead letters
     */
    List<DeadLetter> finish() throws IOException {
        awaitShare(1);
        stop();
        try (Jedis jedis = connect()) {
            assertThat(expected.mistakes(RedisContents.read(jedis, PREFIX))).isEmpty();
            assertThat(jedis.dbSize()).isEqualTo(expectedKeys);
        }
        List<DeadLetter> letters = new DeadLetterFolder(directory.resolve("files")).read();
        assertThat(DeadLetterFolder.counted(letters)).isEqualTo(expected.deadLetters());
        return letters;
    }

    /** A limit for what happens in a moment if it happens. */
    static Duration moment() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void close() {
        try {
            if (job != null) {
                shared.end(job);
            }
        } finally {
            redis.close();
        }
    }
}
