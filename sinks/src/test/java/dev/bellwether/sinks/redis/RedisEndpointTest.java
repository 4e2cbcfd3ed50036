// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.sandbox.redis.SandboxCertificate;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisClusterConfig;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisPoolConfig;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisSentinelConfig;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The ways to reach and enter a real Redis. */
class RedisEndpointTest {

    @TempDir Path directory;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final WriteSettings settings = new WriteSettings();
    private final AtomicInteger pauses = new AtomicInteger();

    @Test
    void shouldSpeakTlsWithAnAuthorityItTrusts() throws Exception {
        try (SandboxCertificate certificate = SandboxCertificate.forLoopback();
                SandboxRedis redis = SandboxRedis.builder().tls(certificate).start()) {
            String pemFile = certificate.certificatePem().toString();
            String pemText =
                    new String(
                            Files.readAllBytes(certificate.certificatePem()),
                            StandardCharsets.US_ASCII);

            write(tls(redis, RedisTls.certificateAuthority(pemFile)), 3);
            write(tls(redis, RedisTls.certificateAuthority(pemText)), 3);
            write(
                    tls(
                            redis,
                            RedisTls.trustStore(
                                    certificate.trustStore().toString(),
                                    secret(SandboxCertificate.STORE_PASSWORD))),
                    3);

            assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(9);
        }
    }

    @Test
    void shouldRefuseAServerThatItDoesNotTrust() {
        try (SandboxCertificate certificate = SandboxCertificate.forLoopback();
                SandboxCertificate other = SandboxCertificate.forLoopback();
                SandboxRedis redis = SandboxRedis.builder().tls(certificate).start()) {

            String wrong = other.certificatePem().toString();
            assertThatThrownBy(() -> write(tls(redis, RedisTls.certificateAuthority(wrong)), 1))
                    .isInstanceOf(RedisSinkException.class)
                    .hasMessageStartingWith("Cannot speak TLS with Redis at " + redis.address());
            assertThatThrownBy(() -> write(tls(redis, RedisTls.platformTrust()), 1))
                    .isInstanceOf(RedisSinkException.class);
            assertThat(pauses).hasValue(0);
        }
    }

    @Test
    void shouldSayWhichCertificatesCannotBeRead() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        assertThatThrownBy(() -> new Connector(tls(RedisTls.certificateAuthority("/no/such.pem"))))
                .isInstanceOf(RedisSinkException.class)
                .hasMessageContaining("/no/such.pem");
        assertThatThrownBy(
                        () -> new Connector(tls(RedisTls.certificateAuthority(empty.toString()))))
                .isInstanceOf(RedisSinkException.class)
                .hasMessageContaining("no certificate");
    }

    @Test
    void shouldRefuseACertificateForAnotherHostUnlessToldOtherwise() throws Exception {
        try (SandboxCertificate certificate = SandboxCertificate.forNames("dns:redis.example");
                SandboxRedis redis = SandboxRedis.builder().tls(certificate).start()) {
            RedisTls tls = RedisTls.certificateAuthority(certificate.certificatePem().toString());

            assertThatThrownBy(() -> write(tls(redis, tls), 1))
                    .isInstanceOf(RedisSinkException.class)
                    .hasMessageContaining("127.0.0.1");
            write(tls(redis, tls.withoutHostNameCheck()), 1);

            assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(1);
        }
    }

    @Test
    void shouldWriteAsAnAclUserInItsDatabaseUnderItsName() throws Exception {
        try (SandboxRedis redis =
                        SandboxRedis.builder()
                                .user("writer", "s3cret", "~k* +@all")
                                .user("admin", "admin", "~* +@all")
                                .start();
                Jedis admin = new Jedis(redis.host(), redis.port())) {
            admin.auth("admin", "admin");

            RedisEndpoint endpoint =
                    RedisEndpoint.single(redis.host(), redis.port())
                            .credentials(RedisCredentials.user("writer", secret("s3cret")))
                            .database(3)
                            .clientName("desk")
                            .build();
            try (BatchWriter<String> writer = writer(endpoint)) {
                writer.write("k=1");
                writer.flush();
                assertThat(admin.clientList()).contains("name=desk").contains("user=writer");
            }

            admin.select(3);
            assertThat(admin.get("k")).isEqualTo("1");
        }
    }

    @Test
    void shouldEndWithOneClearErrorOnAWrongPassword() {
        try (SandboxRedis redis =
                SandboxRedis.builder().user("writer", "s3cret", "~* +@all").start()) {
            RedisEndpoint endpoint = as(redis, RedisCredentials.user("writer", secret("wr0ng")));

            assertThatThrownBy(() -> write(endpoint, 1))
                    .isInstanceOf(RedisSinkException.class)
                    .hasMessage(
                            "Redis at "
                                    + redis.address()
                                    + " lets the sink not in: WRONGPASS invalid username-password"
                                    + " pair or user is disabled.")
                    .hasNoCause();
            assertThat(pauses).hasValue(0);
        }
    }

    @Test
    void shouldEndWithOneClearErrorWithoutALogin() {
        try (SandboxRedis redis = SandboxRedis.builder().password("s3cret").start()) {

            assertThatThrownBy(() -> write(as(redis, RedisCredentials.none()), 1))
                    .isInstanceOf(RedisSinkException.class)
                    .hasMessageContaining("NOAUTH");
        }
    }

    @Test
    void shouldEndWithOneClearErrorWhereThePermissionIsMissing() {
        try (SandboxRedis redis =
                SandboxRedis.builder().user("reader", "s3cret", "~* +@read").start()) {
            RedisEndpoint endpoint = as(redis, RedisCredentials.user("reader", secret("s3cret")));

            assertThatThrownBy(() -> write(endpoint, 1))
                    .isInstanceOf(RedisSinkException.class)
                    .hasMessageStartingWith("Redis takes no commands from this job: NOPERM");
            assertThat(pauses).hasValue(0);
        }
    }

    @Test
    void shouldTakeUpAPasswordThatWasChangedMeanwhile() throws Exception {
        try (SandboxRedis redis = SandboxRedis.builder().password("old").start();
                Jedis admin = new Jedis(redis.host(), redis.port())) {
            admin.auth("old");
            SecretReference reference = secret("old");
            try (BatchWriter<String> writer =
                    writer(as(redis, RedisCredentials.password(reference)))) {
                writer.write("k=1");
                writer.flush();
                admin.configSet("requirepass", "new");
                Files.write(directory.resolve("old"), "new".getBytes(StandardCharsets.UTF_8));
                admin.clientKill(
                        ClientKillParams.clientKillParams()
                                .type(ClientType.NORMAL)
                                .skipMe(ClientKillParams.SkipMe.YES));

                writer.write("k=2");
                writer.flush();
            }
            assertThat(admin.get("k")).isEqualTo("2");
        }
    }

    @Test
    void shouldNotShowThePasswordAnywhere() throws Exception {
        RedisEndpoint endpoint =
                RedisEndpoint.from(
                        new FlinkJedisPoolConfig.Builder()
                                .setHost("h")
                                .setPassword("s3cret")
                                .build());

        assertThat(endpoint.toString()).isEqualTo("SINGLE [h:6379] (user default, password ***)");
        RedisSink<String> sink =
                RedisSink.<String>builder(
                                RedisEndpoint.single("h", 1)
                                        .credentials(
                                                RedisCredentials.user(
                                                        "u", secretIn("reference", "s3cret")))
                                        .build())
                        .mapper(Writers.set())
                        .build();
        assertThat(new String(InstantiationUtil.serializeObject(sink), StandardCharsets.UTF_8))
                .doesNotContain("s3cret");
    }

    @Test
    void shouldConvertEachConfigurationOfBahir() {
        RedisEndpoint single =
                RedisEndpoint.from(
                        new FlinkJedisPoolConfig.Builder()
                                .setHost("redis.example")
                                .setPort(7000)
                                .setDatabase(4)
                                .setTimeout(1_500)
                                .build());
        RedisEndpoint sentinel =
                RedisEndpoint.from(
                        new FlinkJedisSentinelConfig.Builder()
                                .setMasterName("m")
                                .setSentinels(Set.of("a:1"))
                                .setSoTimeout(700)
                                .build());
        RedisEndpoint cluster =
                RedisEndpoint.from(
                        new FlinkJedisClusterConfig.Builder()
                                .setNodes(Set.of(InetSocketAddress.createUnresolved("c", 6)))
                                .build());

        assertThat(single.mode()).isEqualTo(RedisMode.SINGLE);
        assertThat(single.nodes()).hasToString("[redis.example:7000]");
        assertThat(single.database()).isEqualTo(4);
        assertThat(single.connectTimeout()).hasMillis(1_500);
        assertThat(sentinel.mode()).isEqualTo(RedisMode.SENTINEL);
        assertThat(sentinel.masterName()).isEqualTo("m");
        assertThat(sentinel.nodes()).hasToString("[a:1]");
        assertThat(sentinel.replyTimeout()).hasMillis(700);
        assertThat(cluster.mode()).isEqualTo(RedisMode.CLUSTER);
        assertThat(cluster.nodes()).hasToString("[c:6]");
    }

    private static RedisEndpoint tls(RedisTls tls) {
        return RedisEndpoint.single("localhost", 6379).tls(tls).build();
    }

    private RedisEndpoint tls(SandboxRedis redis, RedisTls tls) {
        return RedisEndpoint.single(redis.host(), redis.port()).tls(tls).build();
    }

    private RedisEndpoint as(SandboxRedis redis, RedisCredentials credentials) {
        return RedisEndpoint.single(redis.host(), redis.port()).credentials(credentials).build();
    }

    private SecretReference secret(String value) {
        return secretIn(value, value);
    }

    private SecretReference secretIn(String name, String value) {
        try {
            Path file = directory.resolve(name);
            Files.write(file, value.getBytes(StandardCharsets.UTF_8));
            return SecretReference.parse("file:" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
