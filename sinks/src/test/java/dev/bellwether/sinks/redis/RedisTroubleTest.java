// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sandbox.redis.SandboxRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

/** Troubles of a real Redis that end while the writer waits. */
class RedisTroubleTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final WriteSettings settings = new WriteSettings();

    @Test
    void shouldWriteEverythingOnceMemoryIsFreeAgain() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                BatchWriter<String> writer =
                        writer(redis, () -> jedis.configSet("maxmemory", "0"))) {
            jedis.configSet("maxmemory", "1");

            writeAll(writer, 20);

            assertThat(jedis.dbSize()).isEqualTo(20);
            assertThat(metrics.count("kinesisanalytics.commandsRetried")).isEqualTo(20);
        }
    }

    @Test
    void shouldWriteEverythingOnceTheServerIsMasterAgain() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                BatchWriter<String> writer = writer(redis, jedis::replicaofNoOne)) {
            jedis.replicaof("127.0.0.1", 1);

            writeAll(writer, 20);

            assertThat(jedis.dbSize()).isEqualTo(20);
            // A server that is not master is not the one to stay with.
            assertThat(metrics.gauge("kinesisanalytics.connectionsReopened")).isEqualTo(1L);
        }
    }

    @Test
    void shouldWriteEverythingOverAKillInTheMiddleOfABatch() throws Exception {
        try (SandboxRedis redis = SandboxRedis.builder().persistent().start();
                BatchWriter<String> writer = writer(redis, restart(redis))) {
            for (int i = 0; i < 50; i++) {
                writer.write("k" + i + "=" + i);
                if (i == 20) {
                    writer.flush();
                }
                if (i == 30) {
                    redis.kill();
                }
            }
            writer.flush();

            try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
                for (int i = 0; i < 50; i++) {
                    assertThat(jedis.get("k" + i)).isEqualTo("" + i);
                }
            }
            assertThat(rejected).isEmpty();
        }
    }

    @Test
    void shouldStartBeforeRedisDoes() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start()) {
            redis.stop();
            AtomicInteger pauses = new AtomicInteger();
            try (BatchWriter<String> writer =
                            writer(
                                    redis,
                                    () -> {
                                        if (pauses.incrementAndGet() == 3) {
                                            redis.restart();
                                        }
                                    });
                    Jedis jedis = new Jedis(redis.host(), redis.port())) {

                writeAll(writer, 5);

                assertThat(pauses).hasValue(3);
                assertThat(jedis.dbSize()).isEqualTo(5);
            }
        }
    }

    @Test
    void shouldGiveUpASilentConnectionAndSendAgain() throws Exception {
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                BatchWriter<String> writer = writer(redis, jedis::clientUnpause)) {
            jedis.clientPause(60_000, ClientPauseMode.WRITE);

            writeAll(writer, 5);

            assertThat(jedis.dbSize()).isEqualTo(5);
        }
    }

    @Test
    void shouldShowAllOrNothingOfARecordIfAtomic() throws Exception {
        settings.atomic = true;
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                BatchWriter<String> writer =
                        Writers.to(
                                endpoint(redis),
                                (record, commands) -> {
                                    commands.set("a", RedisCommands.bytes(record));
                                    commands.setExpiring(
                                            "b",
                                            record.equals("bad") ? -1 : 60,
                                            RedisCommands.bytes(record));
                                    commands.addToSet("c", RedisCommands.bytes(record));
                                },
                                settings,
                                rejected,
                                metrics,
                                () -> {})) {
            jedis.configResetStat();

            writer.write("one");
            writer.write("two");
            writer.flush();

            assertThat(jedis.get("a")).isEqualTo("two");
            assertThat(jedis.get("b")).isEqualTo("two");
            assertThat(jedis.smembers("c")).containsExactlyInAnyOrder("one", "two");
            assertThat(jedis.info("commandstats")).contains("cmdstat_exec:calls=2");
            assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(6);
        }
    }

    @Test
    void shouldKeepTheRefusedCommandOfATransactionAndDoTheOthers() throws Exception {
        settings.atomic = true;
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port());
                BatchWriter<String> writer =
                        Writers.to(
                                endpoint(redis),
                                (record, commands) -> {
                                    commands.set("a", RedisCommands.bytes(record));
                                    commands.addToSet("text", RedisCommands.bytes(record));
                                },
                                settings,
                                rejected,
                                metrics,
                                () -> {})) {
            jedis.set("text", "not a set");

            writer.write("one");
            writer.flush();

            assertThat(jedis.get("a")).isEqualTo("one");
            assertThat(rejected).hasSize(1);
            assertThat(rejected.get(0).message()).startsWith("SADD text: WRONGTYPE");
            assertThat(rejected.get(0).commands()).hasSize(1);
        }
    }

    private BatchWriter<String> writer(SandboxRedis redis, Writers.During during) throws Exception {
        return Writers.to(endpoint(redis), Writers.set(), settings, rejected, metrics, during);
    }

    private static Writers.During restart(SandboxRedis redis) {
        return () -> {
            if (!redis.isRunning()) {
                redis.restart();
            }
        };
    }

    private static RedisEndpoint endpoint(SandboxRedis redis) {
        return RedisEndpoint.single(redis.host(), redis.port())
                .replyTimeout(Duration.ofMillis(500))
                .build();
    }

    private static void writeAll(BatchWriter<String> writer, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            writer.write("k" + i + "=" + i);
        }
        writer.flush();
    }
}
