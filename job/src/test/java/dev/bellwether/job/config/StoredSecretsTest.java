// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.sandbox.secrets.SandboxSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in stores of AWS, from the groups of a configuration. */
class StoredSecretsTest {

    private final Map<String, String> aws = new HashMap<>();
    private SandboxSecrets sandbox;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxSecrets.start();
        Path key = Files.writeString(folder.resolve("key"), SandboxSecrets.KEY);
        aws.put("credentials", "static");
        aws.put("access.key.id", "file:" + key);
        aws.put("secret.access.key", "file:" + key);
        aws.put("ssm.endpoint", sandbox.endpoint().toString());
        aws.put("secretsmanager.endpoint", sandbox.endpoint().toString());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private ApplicationConfiguration read(boolean secretsAreHere) {
        return ApplicationConfiguration.of(
                PropertyGroups.of(
                        "a test",
                        Map.of(
                                "Aws",
                                aws,
                                "Bavest",
                                Map.of("api.key", "secretsmanager:bellwether/bavest#key"),
                                "BavestQuotes",
                                Map.of("symbols", "AAPL", "schedule.interval", "1 min"),
                                "Files",
                                Map.of("directory", folder.toString()),
                                "Redis",
                                Map.of("nodes", "127.0.0.1:1", "password", "ssm:/redis"))),
                secretsAreHere);
    }

    @Test
    void shouldReadSecretsThroughTheGroupAws() {
        sandbox.putSecret("bellwether/bavest", "{\"key\":\"k-4711\"}");
        sandbox.putParameter("/redis", "p-4711");

        ApplicationConfiguration configuration = read(true);

        Secret password = configuration.secretStores().read("ssm", "/redis");
        assertThat(password.reveal()).isEqualTo("p-4711");
    }

    @Test
    void shouldTellOfAllMissingSecretsInOneMessage() {
        assertThat(catchThrowable(() -> read(true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "Bavest.api.key cannot be resolved: secretsmanager:bellwether/bavest#key"
                                + " cannot be read: there is no such secret in eu-central-1")
                .hasMessageContaining(
                        "Redis.password cannot be resolved: ssm:/redis cannot be read: there is no"
                                + " such parameter in eu-central-1");
    }

    @Test
    void shouldLookForNoSecretWhereTheJobOnlySetsOutFrom() {
        read(false);

        assertThat(sandbox.requests()).isZero();
    }

    @Test
    void shouldCheckTheGroupAwsIfOnlyASecretNeedsIt() {
        aws.put("region", "nowhere");
        aws.put("secret.access.key", "ssm:/aws/key");

        assertThat(catchThrowable(() -> read(false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Aws.region must be a region")
                .hasMessageContaining(
                        "Aws.secret.access.key must be env:NAME or file:/path, was ssm:/aws/key");
    }
}
