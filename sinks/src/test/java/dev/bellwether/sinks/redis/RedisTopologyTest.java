// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sandbox.redis.SandboxRedisCluster;
import dev.bellwether.sandbox.redis.SandboxRedisSentinel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Writing to a real cluster and to a master under a real sentinel. */
class RedisTopologyTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final WriteSettings settings = new WriteSettings();
    private final AtomicInteger pauses = new AtomicInteger();

    @Test
    void shouldSpreadKeysOverACluster() throws Exception {
        try (SandboxRedisCluster cluster = SandboxRedisCluster.start()) {
            // One address is enough to learn the others.
            RedisEndpoint endpoint =
                    RedisEndpoint.cluster(cluster.addresses().subList(1, 2)).build();

            write(endpoint, 300);

            long keys = 0;
            for (int port : cluster.ports()) {
                try (Jedis node = new Jedis("127.0.0.1", port)) {
                    assertThat(node.dbSize()).isBetween(50L, 150L);
                    keys += node.dbSize();
                }
            }
            assertThat(keys).isEqualTo(300);
            assertThat(pauses).hasValue(0);
        }
    }

    @Test
    void shouldFollowASlotThatMovesToAnotherNode() throws Exception {
        try (SandboxRedisCluster cluster = SandboxRedisCluster.start();
                Jedis from = new Jedis("127.0.0.1", cluster.ports().get(2));
                Jedis to = new Jedis("127.0.0.1", cluster.ports().get(0));
                BatchWriter<String> writer =
                        writer(RedisEndpoint.cluster(cluster.addresses()).build())) {
            int slot = JedisClusterCRC16.getSlot("foo");
            String source = from.clusterMyId();
            String target = to.clusterMyId();
            writer.write("foo=0");
            writer.flush();
            from.del("foo");

            // While it is being moved, a key that is not there yet is asked for at the target.
            to.clusterSetSlotImporting(slot, source);
            from.clusterSetSlotMigrating(slot, target);
            writer.write("foo=1");
            writer.write("other=1");
            writer.write("foo=2");
            writer.flush();

            assertThat(pauses).hasValue(1);
            to.clusterSetSlotNode(slot, target);
            from.clusterSetSlotNode(slot, target);
            assertThat(to.get("foo")).isEqualTo("2");

            // Now it has moved.
            writer.write("foo=3");
            writer.flush();

            assertThat(to.get("foo")).isEqualTo("3");
            assertThat(pauses).hasValue(2);
            writer.write("foo=4");
            writer.flush();
            assertThat(pauses).hasValue(2);
        }
    }

    @Test
    void shouldWriteAtomicallyInAClusterOnlyWithAHashTag() throws Exception {
        settings.atomic = true;
        try (SandboxRedisCluster cluster = SandboxRedisCluster.start()) {
            RedisEndpoint endpoint = RedisEndpoint.cluster(cluster.addresses()).build();
            RedisRecordMapper<String> two =
                    (record, commands) -> {
                        commands.set(record + ":a", RedisCommands.bytes("1"));
                        commands.set(record + ":b", RedisCommands.bytes("2"));
                    };
            try (BatchWriter<String> writer =
                    Writers.to(endpoint, two, settings, new ArrayList<>(), metrics, () -> {})) {
                writer.write("{tag}");
                writer.flush();
                assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(2);

                assertThatThrownBy(() -> writer.write("no tag"))
                        .isInstanceOf(RedisSinkException.class)
                        .hasMessageContaining("{bavest}");
            }
        }
    }

    @Test
    void shouldFollowTheMasterThatSentinelNames() throws Exception {
        try (SandboxRedisSentinel sandbox = SandboxRedisSentinel.start()) {
            int first = sandbox.masterPort();
            RedisEndpoint endpoint =
                    RedisEndpoint.sentinel(
                                    SandboxRedisSentinel.MASTER_NAME,
                                    List.of(sandbox.sentinelAddress()))
                            .build();
            settings.retryTimeout = Duration.ofMinutes(10);
            // Real pauses here: the sentinel takes its time.
            Connector connector = new Connector(endpoint);
            MasterTransport transport = new MasterTransport(connector);
            try (BatchWriter<String> writer =
                    new BatchWriter<>(
                            Writers.set(),
                            settings,
                            transport,
                            RejectedRecords.failJob(),
                            new WriterMetrics(metrics, transport),
                            new Pause(settings))) {
                writer.write("k=1");
                writer.flush();

                sandbox.killMaster();
                writer.write("k=2");
                writer.flush();
            }

            int second = sandbox.masterPort();
            assertThat(second).isNotEqualTo(first);
            try (Jedis jedis = new Jedis("127.0.0.1", second)) {
                assertThat(jedis.get("k")).isEqualTo("2");
            }
        }
    }

    private BatchWriter<String> writer(RedisEndpoint endpoint) throws Exception {
        return Writers.to(
                endpoint,
                Writers.set(),
                settings,
                new ArrayList<>(),
                metrics,
                pauses::incrementAndGet);
    }

    private void write(RedisEndpoint endpoint, int records) throws Exception {
        try (BatchWriter<String> writer = writer(endpoint)) {
            for (int i = 0; i < records; i++) {
                writer.write("k" + i + "=" + i);
            }
            writer.flush();
        }
    }
}
