// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** When the operator flushes, on a clock that the test moves. */
// The harness declares close() so broadly that javac warns of interrupts in every use.
@SuppressWarnings("try")
class RedisWriteOperatorTest {

    private SandboxRedis redis;
    private Jedis jedis;

    @BeforeEach
    void startRedis() {
        redis = SandboxRedis.start();
        jedis = new Jedis(redis.host(), redis.port());
    }

    @AfterEach
    void stopRedis() {
        jedis.close();
        redis.close();
    }

    @Test
    void shouldFlushWhenTheOldestRecordHasWaitedForTheLinger() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, DeadLetter> harness = harness()) {
            harness.setProcessingTime(1_000);
            harness.processElement("k1=1", 0);
            harness.setProcessingTime(1_099);
            harness.processElement("k2=1", 0);
            assertThat(jedis.dbSize()).isZero();

            harness.setProcessingTime(1_100);

            assertThat(jedis.dbSize()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotLetATimerOfAnEarlierBatchShortenTheLinger() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, DeadLetter> harness = harness()) {
            harness.setProcessingTime(1_000);
            harness.processElement("k1=1", 0);
            harness.prepareSnapshotPreBarrier(1);
            harness.setProcessingTime(1_050);
            harness.processElement("k2=1", 0);

            harness.setProcessingTime(1_149);
            assertThat(jedis.dbSize()).isEqualTo(1);

            harness.setProcessingTime(1_150);
            assertThat(jedis.dbSize()).isEqualTo(2);
        }
    }

    @Test
    void shouldHandOnRefusalsBeforeTheBarrierAndKeepNoState() throws Exception {
        jedis.rpush("poison", "a list");
        OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<String, DeadLetter> harness = harness()) {
            harness.setProcessingTime(5_000);
            harness.processElement("k1=1", 0);
            harness.processElement("poison=1", 0);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.prepareSnapshotPreBarrier(1);

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.message).startsWith("INCRBY poison: WRONGTYPE");
                                assertThat(letter.occurredMillis).isEqualTo(5_000);
                            });
            state = harness.snapshot(1, 0);
            assertThat(state.getManagedOperatorState()).isEmpty();
            assertThat(state.getManagedKeyedState()).isEmpty();
        }
        try (OneInputStreamOperatorTestHarness<String, DeadLetter> restored =
                new OneInputStreamOperatorTestHarness<>(operator())) {
            restored.initializeState(state);
            restored.open();
            restored.processElement("k1=1", 0);
            restored.prepareSnapshotPreBarrier(2);

            // What came before the checkpoint was done before it, and is not done again.
            assertThat(jedis.get("k1")).isEqualTo("2");
            assertThat(restored.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void shouldFlushAtTheEndOfTheInput() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, DeadLetter> harness = harness()) {
            harness.processElement("k1=1", 0);

            harness.getOperator().finish();

            assertThat(jedis.get("k1")).isEqualTo("1");
        }
    }

    private OneInputStreamOperatorTestHarness<String, DeadLetter> harness() throws Exception {
        OneInputStreamOperatorTestHarness<String, DeadLetter> harness =
                new OneInputStreamOperatorTestHarness<>(operator());
        harness.open();
        return harness;
    }

    private RedisWriteOperator<String> operator() {
        return new RedisWriteOperator<>(
                RedisSink.<String>builder(RedisEndpoint.single(redis.host(), redis.port()).build())
                        .mapper(Mapped.to(RedisCommand.INCRBY))
                        .linger(Duration.ofMillis(100))
                        .build());
    }
}
