// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisPoolConfig;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * The sink in jobs of parallelism 2 that are checkpointed, against a Redis that stops and starts.
 */
class RedisSinkJobTest {

    private static final int PARALLELISM = 2;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(PARALLELISM)
                            .build());

    @TempDir Path directory;

    @Test
    void shouldLoseNothingWhenRedisIsKilledAndComesBack() throws Exception {
        try (SandboxRedis redis = SandboxRedis.builder().persistent().start()) {
            int records = 20_000;
            StreamExecutionEnvironment env = environment(new Configuration());
            numbers(env, records, 10_000).sinkTo(sink(redis));

            JobClient job = env.executeAsync();
            awaitKeys(redis, 1_000);
            redis.kill();
            redis.restart();
            awaitKeys(redis, 8_000);
            redis.stop();
            redis.restart();
            job.getJobExecutionResult().get(2, TimeUnit.MINUTES);

            assertAllPresent(redis, records);
        }
    }

    @Test
    void shouldLoseNothingOverASavepointAndARestoreAtAnotherParallelism() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start()) {
            int records = 20_000;
            StreamExecutionEnvironment first = environment(new Configuration());
            numbers(first, records, 10_000).sinkTo(sink(redis)).uid("redis");
            JobClient job = first.executeAsync();
            awaitKeys(redis, 1_000);

            String savepoint =
                    job.stopWithSavepoint(
                                    false, directory.toString(), SavepointFormatType.CANONICAL)
                            .get(1, TimeUnit.MINUTES);

            long written = keys(redis);
            assertThat(written).isBetween(1_000L, records - 1L);
            Configuration restore = new Configuration();
            restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            StreamExecutionEnvironment second = environment(restore);
            second.setParallelism(1);
            numbers(second, records, 100_000).sinkTo(sink(redis)).uid("redis");
            second.execute();

            assertAllPresent(redis, records);
        }
    }

    @Test
    void shouldWriteEverythingBeforeACheckpointBeforeItCompletes() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start()) {
            StreamExecutionEnvironment env = environment(new Configuration());
            // Neither the batch size nor the linger would flush these; checkpoints do.
            RedisSink<String> sink =
                    RedisSink.<String>builder(endpoint(redis))
                            .mapper(Mapped.to(RedisCommand.SET))
                            .batchSize(100_000)
                            .linger(Duration.ofHours(1))
                            .build();
            numbers(env, 1_000_000, 500).sinkTo(sink);
            JobClient job = env.executeAsync();

            awaitKeys(redis, 10);
            job.cancel().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldWriteAQuietStreamAfterTheLinger() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start()) {
            StreamExecutionEnvironment env = environment(new Configuration());
            env.getCheckpointConfig().disableCheckpointing();
            RedisSink<String> sink =
                    RedisSink.<String>builder(endpoint(redis))
                            .mapper(Mapped.to(RedisCommand.SET))
                            .batchSize(100_000)
                            .linger(Duration.ofMillis(20))
                            .build();
            numbers(env, 1_000_000, 50).sinkTo(sink);
            JobClient job = env.executeAsync();

            awaitKeys(redis, 10);
            job.cancel().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldPassRefusedRecordsOnAsDeadLettersAndWriteTheOthers() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            jedis.rpush("k77", "a list");
            StreamExecutionEnvironment env = environment(new Configuration());
            DataStream<DeadLetter> refused =
                    RedisSink.<String>builder(endpoint(redis))
                            .mapper(Mapped.to(RedisCommand.INCRBY))
                            .mapper(Mapped.within(RedisCommand.HSET, "all"))
                            .build()
                            .writeTo(numbers(env, 1_000, 100_000));

            List<DeadLetter> letters = refused.executeAndCollect(100);

            assertThat(letters)
                    .singleElement()
                    .satisfies(
                            letter ->
                                    assertThat(letter.message).startsWith("INCRBY k77: WRONGTYPE"));
            assertThat(jedis.hlen("all")).isEqualTo(1_000);
            assertThat(jedis.get("k78")).isEqualTo("78");
        }
    }

    @Test
    void shouldFailTheJobForARefusedRecordUnlessToldOtherwise() {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            jedis.rpush("k7", "a list");
            Configuration config = new Configuration();
            config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
            StreamExecutionEnvironment env = environment(config);
            numbers(env, 100, 100_000)
                    .sinkTo(
                            RedisSink.<String>builder(endpoint(redis))
                                    .mapper(Mapped.to(RedisCommand.INCRBY))
                                    .build());

            assertThatThrownBy(env::execute)
                    .hasStackTraceContaining(
                            "Redis refused a record for good, and the sink has no place for such"
                                    + " records: INCRBY k7: WRONGTYPE");
        }
    }

    @Test
    void shouldTakeOverABahirJobWithOneChangedLine() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            FlinkJedisPoolConfig config =
                    new FlinkJedisPoolConfig.Builder()
                            .setHost(redis.host())
                            .setPort(redis.port())
                            .build();
            StreamExecutionEnvironment env = environment(new Configuration());

            numbers(env, 500, 100_000)
                    .sinkTo(RedisSink.of(config, Mapped.within(RedisCommand.HSET, "all")));
            env.execute();

            assertThat(jedis.hlen("all")).isEqualTo(500);
        }
    }

    private static StreamExecutionEnvironment environment(Configuration config) {
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(PARALLELISM);
        return env;
    }

    /** {@code k0=0}, {@code k1=1} and so on. */
    private static DataStream<String> numbers(
            StreamExecutionEnvironment env, long count, double perSecond) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                index -> "k" + index + "=" + index,
                                count,
                                RateLimiterStrategy.perSecond(perSecond),
                                Types.STRING),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers");
    }

    private static RedisSink<String> sink(SandboxRedis redis) {
        return RedisSink.<String>builder(endpoint(redis))
                .mapper(Mapped.to(RedisCommand.SET))
                .build();
    }

    private static RedisEndpoint endpoint(SandboxRedis redis) {
        return RedisEndpoint.single(redis.host(), redis.port()).build();
    }

    private static void awaitKeys(SandboxRedis redis, long count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> keys(redis) >= count);
    }

    private static long keys(SandboxRedis redis) {
        try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
            return jedis.dbSize();
        }
    }

    private static void assertAllPresent(SandboxRedis redis, int records) {
        try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
            assertThat(jedis.dbSize()).isEqualTo(records);
            for (int i = 0; i < records; i += 997) {
                assertThat(jedis.get("k" + i)).isEqualTo("" + i);
            }
        }
    }
}
