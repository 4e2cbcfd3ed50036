// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sandbox.redis.SandboxCertificate;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisOptionsTest {

    @TempDir Path directory;

    @Test
    void shouldFindNothingWrongWithJustAnAddress() {
        assertThat(problems("nodes", "localhost:6379")).isEmpty();
    }

    @Test
    void shouldReportEverythingThatIsWrongAtOnce() {
        assertThat(
                        problems(
                                "mode", "sentinel",
                                "nodes", "a:1, b",
                                "user", "u",
                                "sentinel.password", "plain text",
                                "database", "-1",
                                "client.name", "two words",
                                "tls.ca", "ca.pem",
                                "tls.truststore", "trust.p12",
                                "key.prefix", "a:b",
                                "batch.size", "0",
                                "batch.linger", "0 ms",
                                "retry.initial-backoff", "10 s",
                                "retry.max-backoff", "1 s",
                                "max-value-size", "0 b"))
                .containsExactlyInAnyOrder(
                        "nodes must be host:port addresses, was 'b'",
                        "master.name is required: the name of the master in mode sentinel",
                        "database must be 0 or more, was -1",
                        "password is required: a user logs in with a password",
                        "sentinel.password must refer to a secret as env:NAME or file:/path or"
                            + " ssm:/path or secretsmanager:id#field; the given text is not shown,"
                            + " as it may be the secret itself",
                        "tls.truststore must be absent if tls.ca is given, or that",
                        "tls.enabled must be true if something to trust is given",
                        "key.prefix must be neither empty nor contain blanks or colons, was"
                                + " 'a:b'",
                        "client.name must be printable ASCII without blanks, was 'two words'",
                        "batch.size must be between 1 and 100000, was 0",
                        "max-value-size must be at least 1 byte, was 0",
                        "batch.linger must be between 1 and 60000 ms, was 0",
                        "retry.max-backoff must not be shorter than retry.initial-backoff (10000"
                                + " ms), was 1000 ms");
    }

    @Test
    void shouldRequireAnAddress() {
        assertThat(problems())
                .containsExactly(
                        "nodes is required: host:port of Redis, several separated by commas");
    }

    @Test
    void shouldKnowWhatDoesNotGoTogether() {
        assertThat(problems("nodes", "a:1,b:2"))
                .containsExactly("nodes must be one address in mode single, were 2");
        assertThat(problems("nodes", "a:1", "master.name", "m"))
                .containsExactly("master.name must be absent unless the mode is sentinel");
        assertThat(problems("mode", "cluster", "nodes", "a:1", "database", "2"))
                .containsExactly("database must be 0 in a cluster, was 2");
        assertThat(problems("mode", "cluster", "nodes", "a:1", "atomic", "true"))
                .containsExactly(
                        "key.prefix must have a hash tag, for example {bavest}, to write"
                                + " atomically in a cluster");
        assertThat(
                        problems(
                                "mode", "cluster",
                                "nodes", "a:1",
                                "atomic", "true",
                                "key.prefix", "{bavest}"))
                .isEmpty();
        assertThat(problems("nodes", "a:70000"))
                .containsExactly("nodes must be host:port addresses, was 'a:70000'");
    }

    @Test
    void shouldBuildAWorkingSinkFromAllThatIsConfigured() throws Exception {
        Path password = directory.resolve("password");
        Files.write(password, "s3cret\n".getBytes(StandardCharsets.UTF_8));
        try (SandboxCertificate certificate = SandboxCertificate.forLoopback();
                SandboxRedis redis =
                        SandboxRedis.builder()
                                .tls(certificate)
                                .user("writer", "s3cret", "~* +@all")
                                .start()) {
            RedisSink<String> sink =
                    RedisSink.<String>from(
                                    config(
                                            "nodes", redis.address(),
                                            "user", "writer",
                                            "password", "file:" + password,
                                            "database", "2",
                                            "tls.enabled", "true",
                                            "tls.ca", certificate.certificatePem().toString(),
                                            "batch.size", "2",
                                            "atomic", "true",
                                            "max-value-size", "4 b"))
                            .mapper(Writers.set())
                            .build();
            List<RejectedRecord> rejected = new ArrayList<>();
            RecordedMetrics metrics = new RecordedMetrics();

            try (BatchWriter<String> writer = sink.newWriter(metrics, rejected::add)) {
                writer.write("a=1");
                writer.write("b=12345");
                writer.write("c=1");
                assertThat(writer.isEmpty()).isTrue();
            }

            assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(2);
            assertThat(rejected).hasSize(1);
        }
    }

    @Test
    void shouldRefuseToBuildFromWhatIsWrong() {
        assertThatThrownBy(() -> RedisSink.from(config("nodes", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nodes must be host:port addresses, was 'a'");
    }

    private static Configuration config(String... keysAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Configuration.fromMap(map);
    }

    private static List<String> problems(String... keysAndValues) {
        List<String> problems = new ArrayList<>();
        RedisOptions.check(
                config(keysAndValues),
                (option, message) -> problems.add(option.key() + " " + message));
        return problems;
    }
}
