// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sandbox.redis.SandboxRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** Every command of Bahir's enum does in a real Redis what Bahir's sink does with it. */
class RedisCommandsTest {

    private static SandboxRedis redis;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private Jedis jedis;

    @BeforeAll
    static void startRedis() {
        redis = SandboxRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        jedis = new Jedis(redis.host(), redis.port());
        jedis.flushAll();
    }

    @AfterEach
    void disconnect() {
        jedis.close();
    }

    @Test
    void shouldPushToTheEndsOfAList() throws Exception {
        write(Mapped.to(RedisCommand.RPUSH), "list=a", "list=b");
        write(Mapped.to(RedisCommand.LPUSH), "list=c");

        assertThat(jedis.lrange("list", 0, -1)).containsExactly("c", "a", "b");
    }

    @Test
    void shouldSetWithoutAnEnd() throws Exception {
        write(Mapped.to(RedisCommand.SET), "k=ü");

        assertThat(jedis.get("k")).isEqualTo("ü");
        assertThat(jedis.ttl("k")).isEqualTo(-1);
    }

    @Test
    void shouldSetWithATimeToLive() throws Exception {
        write(Mapped.to(RedisCommand.SETEX, 100), "k=v");
        write(Mapped.to(RedisCommand.SETEX, 100).recordTtl(7), "own=v");

        assertThat(jedis.ttl("k")).isBetween(90L, 100L);
        assertThat(jedis.ttl("own")).isBetween(1L, 7L);
    }

    @Test
    void shouldAddToASetAndLetItExpire() throws Exception {
        write(Mapped.to(RedisCommand.SADD), "s=a");
        write(Mapped.to(RedisCommand.SADD, 50), "t=a", "t=b", "t=a");

        assertThat(jedis.smembers("s")).containsExactly("a");
        assertThat(jedis.ttl("s")).isEqualTo(-1);
        assertThat(jedis.smembers("t")).containsExactlyInAnyOrder("a", "b");
        assertThat(jedis.ttl("t")).isBetween(40L, 50L);
    }

    @Test
    void shouldCountDistinctApproximately() throws Exception {
        write(Mapped.to(RedisCommand.PFADD), "h=a", "h=b", "h=a");

        assertThat(jedis.pfcount("h")).isEqualTo(2);
    }

    @Test
    void shouldPublishToAChannel() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<String> subscribed = new LinkedBlockingQueue<>();
        JedisPubSub listener =
                new JedisPubSub() {
                    @Override
                    public void onSubscribe(String channel, int channels) {
                        subscribed.add(channel);
                    }

                    @Override
                    public void onMessage(String channel, String message) {
                        heard.add(channel + ":" + message);
                    }
                };
        Thread thread =
                new Thread(
                        () -> {
                            try (Jedis own = new Jedis(redis.host(), redis.port())) {
                                own.subscribe(listener, "news");
                            }
                        });
        thread.start();
        assertThat(subscribed.poll(10, TimeUnit.SECONDS)).isEqualTo("news");

        write(Mapped.to(RedisCommand.PUBLISH), "news=hello");

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news:hello");
        listener.unsubscribe();
        thread.join(10_000);
    }

    @Test
    void shouldKeepASortedSetInTheAdditionalKey() throws Exception {
        write(Mapped.within(RedisCommand.ZADD, "z"), "a=1.5", "b=2", "c=3");
        write(Mapped.within(RedisCommand.ZINCRBY, "z"), "a=1");
        write(Mapped.within(RedisCommand.ZREM, "z"), "b=ignored");

        assertThat(jedis.zscore("z", "a")).isEqualTo(2.5);
        assertThat(jedis.zscore("z", "b")).isNull();
        assertThat(jedis.zscore("z", "c")).isEqualTo(3.0);
    }

    @Test
    void shouldKeepAHashInTheAdditionalKey() throws Exception {
        write(Mapped.within(RedisCommand.HSET, "h", 60), "f=v");
        write(Mapped.within(RedisCommand.HINCRBY, "h"), "n=5", "n=2");
        write(Mapped.within(RedisCommand.HSET, "h").recordAdditionalKey("other"), "f=w");

        assertThat(jedis.hget("h", "f")).isEqualTo("v");
        assertThat(jedis.hget("h", "n")).isEqualTo("7");
        assertThat(jedis.ttl("h")).isBetween(50L, 60L);
        assertThat(jedis.hget("other", "f")).isEqualTo("w");
    }

    @Test
    void shouldCountUpAndDown() throws Exception {
        write(Mapped.to(RedisCommand.INCRBY), "n=5");
        write(Mapped.to(RedisCommand.DECRBY), "n=2");
        write(Mapped.to(RedisCommand.INCRBY_EX, 30), "up=5");
        write(Mapped.to(RedisCommand.DESCRBY_EX, 30), "down=5");

        assertThat(jedis.get("n")).isEqualTo("3");
        assertThat(jedis.ttl("n")).isEqualTo(-1);
        assertThat(jedis.get("up")).isEqualTo("5");
        assertThat(jedis.ttl("up")).isBetween(20L, 30L);
        assertThat(jedis.get("down")).isEqualTo("-5");
        assertThat(jedis.ttl("down")).isBetween(20L, 30L);
    }

    @Test
    void shouldWriteNothingForARecordWithoutAKey() throws Exception {
        write(Mapped.to(RedisCommand.SET), "nothing", "k=v");

        assertThat(jedis.keys("*")).containsExactly("k");
        assertThat(rejected).isEmpty();
    }

    @Test
    void shouldWriteTheCommandsOfSeveralMappersForOneRecord() throws Exception {
        RedisSink<String> sink =
                RedisSink.<String>builder(endpoint())
                        .mapper(Mapped.to(RedisCommand.SET))
                        .mapper(Mapped.within(RedisCommand.HSET, "all"))
                        .mapper(
                                (record, commands) ->
                                        commands.addToSet("seen", RedisCommands.bytes(record)))
                        .build();

        write(sink, "k=v");

        assertThat(jedis.get("k")).isEqualTo("v");
        assertThat(jedis.hget("all", "k")).isEqualTo("v");
        assertThat(jedis.smembers("seen")).containsExactly("k=v");
    }

    @Test
    void shouldRejectARecordWithoutAValueAndWriteTheOthers() throws Exception {
        write(Mapped.to(RedisCommand.SET), "a=1", "b=null", "c=3");

        assertThat(jedis.mget("a", "b", "c")).containsExactly("1", null, "3");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).message()).isEqualTo("SET b: the mapper gave no value");
    }

    @Test
    void shouldRejectWhatRedisWillNeverTakeAndWriteTheOthers() throws Exception {
        jedis.set("text", "not a number");

        write(Mapped.to(RedisCommand.INCRBY), "n=1", "text=1", "n=x", "n=1");

        assertThat(jedis.get("n")).isEqualTo("2");
        assertThat(rejected)
                .extracting(RejectedRecord::message)
                .containsExactly(
                        "INCRBY text: ERR value is not an integer or out of range",
                        "INCRBY n: ERR value is not an integer or out of range");
    }

    @Test
    void shouldKeepTheRefusedCommandSoThatItCanBeSentAgain() throws Exception {
        jedis.rpush("text", "a list");

        write(Mapped.to(RedisCommand.SADD, 10), "text=é");

        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).toDeadLetter(5L))
                .satisfies(
                        letter -> {
                            assertThat(letter.source).isEqualTo("redis");
                            assertThat(letter.message).startsWith("SADD text: WRONGTYPE ");
                            assertThat(new String(letter.payload, "UTF-8"))
                                    .isEqualTo("*3\r\n$4\r\nSADD\r\n$4\r\ntext\r\n$2\r\né\r\n");
                            assertThat(letter.occurredMillis).isEqualTo(5L);
                        });
    }

    @Test
    void shouldRejectAValueThatIsTooLargeWithoutSendingIt() throws Exception {
        RedisSink<String> sink =
                RedisSink.<String>builder(endpoint())
                        .mapper(Mapped.to(RedisCommand.SET))
                        .maxValueBytes(3)
                        .build();

        write(sink, "a=123", "b=1234");

        assertThat(jedis.get("a")).isEqualTo("123");
        assertThat(jedis.exists("b")).isFalse();
        assertThat(rejected.get(0).message())
                .isEqualTo("SET b: 4 bytes are more than the 3 that are sent");
    }

    @Test
    void shouldCountWhatItDid() throws Exception {
        RecordedMetrics metrics = new RecordedMetrics();
        jedis.set("text", "x");
        RedisSink<String> sink =
                RedisSink.<String>builder(endpoint())
                        .mapper(Mapped.to(RedisCommand.INCRBY))
                        .batchSize(100)
                        .build();
        try (BatchWriter<String> writer = sink.newWriter(metrics, rejected::add)) {
            writer.write("n=1");
            writer.write("text=1");
            writer.write("n=1");
            assertThat(metrics.gauge("kinesisanalytics.bufferedRecords")).isEqualTo(3L);
            writer.flush();
        }

        assertThat(metrics.gauge("kinesisanalytics.bufferedRecords")).isEqualTo(0L);
        assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(2);
        assertThat(metrics.count("kinesisanalytics.commandsRetried")).isZero();
        assertThat(metrics.count("kinesisanalytics.recordsRejected")).isEqualTo(1);
        assertThat((double) metrics.gauge("kinesisanalytics.flushDurationMillis")).isPositive();
    }

    private static RedisEndpoint endpoint() {
        return RedisEndpoint.single(redis.host(), redis.port()).build();
    }

    private void write(RedisMapper<String> mapper, String... records) throws Exception {
        write(RedisSink.<String>builder(endpoint()).mapper(mapper).build(), records);
    }

    private void write(RedisSink<String> sink, String... records) throws Exception {
        try (BatchWriter<String> writer =
                sink.newWriter(new UnregisteredMetricsGroup(), rejected::add)) {
            for (String record : records) {
                writer.write(record);
            }
            writer.flush();
        }
    }
}
