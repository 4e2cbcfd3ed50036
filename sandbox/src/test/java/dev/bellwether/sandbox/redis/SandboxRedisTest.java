// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

class SandboxRedisTest {

    @Test
    void shouldKeepItsPortAndForgetItsKeysOverARestart() {
        try (SandboxRedis redis = SandboxRedis.start()) {
            int port = redis.port();
            set(redis, "k", "v");

            redis.stop();

            assertThat(redis.isRunning()).isFalse();
            redis.restart();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(get(redis, "k")).isNull();
        }
    }

    @Test
    void shouldRememberEveryKeyOverAKillIfPersistent() {
        try (SandboxRedis redis = SandboxRedis.builder().persistent().start()) {
            set(redis, "k", "v");

            redis.kill();
            redis.restart();

            assertThat(get(redis, "k")).isEqualTo("v");
        }
    }

    @Test
    void shouldRefuseWhoDoesNotLogIn() {
        try (SandboxRedis redis =
                SandboxRedis.builder().user("writer", "pw", "~bavest:* +@all").start()) {
            try (Jedis stranger = new Jedis(redis.host(), redis.port())) {
                assertThatThrownBy(() -> stranger.set("bavest:a", "1"))
                        .isInstanceOf(JedisAccessControlException.class);
            }
            try (Jedis writer = new Jedis(redis.host(), redis.port())) {
                writer.auth("writer", "pw");
                assertThat(writer.set("bavest:a", "1")).isEqualTo("OK");
            }
        }
    }

    @Test
    void shouldSpeakOnlyTlsWithACertificate() {
        try (SandboxCertificate certificate = SandboxCertificate.forLoopback();
                SandboxRedis redis = SandboxRedis.builder().tls(certificate).start();
                Jedis plain = new Jedis(redis.host(), redis.port())) {
            assertThatThrownBy(plain::ping).isInstanceOf(JedisConnectionException.class);
            assertThat(certificate.certificatePem())
                    .content()
                    .startsWith("-----BEGIN CERTIFICATE-----");
        }
    }

    @Test
    void shouldServeEverySlotFromThreeMasters() {
        try (SandboxRedisCluster cluster = SandboxRedisCluster.start();
                Jedis first = new Jedis("127.0.0.1", cluster.ports().get(0))) {
            assertThat(cluster.addresses()).hasSize(3);
            assertThat(first.clusterInfo())
                    .contains("cluster_state:ok")
                    .contains("cluster_slots_assigned:16384")
                    .contains("cluster_size:3");
            // Slot of "foo" is 12182: the third node's.
            assertThatThrownBy(() -> first.get("foo"))
                    .isInstanceOfSatisfying(
                            JedisMovedDataException.class,
                            moved ->
                                    assertThat(moved.getTargetNode().getPort())
                                            .isEqualTo(cluster.ports().get(2)));
        }
    }

    @Test
    void shouldPromoteTheReplicaWhenTheMasterIsKilled() {
        try (SandboxRedisSentinel sandbox = SandboxRedisSentinel.start()) {
            int master = sandbox.masterPort();

            sandbox.killMaster();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(sandbox.masterPort()).isNotEqualTo(master));
        }
    }

    private static void set(SandboxRedis redis, String key, String value) {
        try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
            jedis.set(key, value);
        }
    }

    private static String get(SandboxRedis redis, String key) {
        try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
            return jedis.get(key);
        }
    }
}
