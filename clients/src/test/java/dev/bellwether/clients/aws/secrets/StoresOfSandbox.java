// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.secrets;

import dev.bellwether.clients.aws.AwsOptions;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.Patience;
import dev.bellwether.sandbox.secrets.SandboxSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** Stores that are the sandbox, with little patience. */
public final class StoresOfSandbox {

    static final int ATTEMPTS = 3;

    private StoresOfSandbox() {}

    /**
     * @param folder for the key's file
     */
    public static AwsSecretStores at(URI endpoint, Path folder) throws IOException {
        return AwsSecretStores.of(settings(endpoint, folder, SandboxSecrets.KEY), patience());
    }

    /** The same for a sandbox that is silent: who waits for nothing should not wait long. */
    public static AwsSecretStores hastyAt(URI endpoint, Path folder) throws IOException {
        return AwsSecretStores.of(
                settings(endpoint, folder, SandboxSecrets.KEY), patience(Duration.ofMillis(300)));
    }

    /** Longer than the first use of the SDK takes on a busy machine. */
    static Patience patience() {
        return patience(Duration.ofSeconds(10));
    }

    private static Patience patience(Duration attempt) {
        return Patience.of(ATTEMPTS, attempt, Duration.ofSeconds(30), Duration.ofMillis(1));
    }

    static AwsSettings settings(URI endpoint, Path folder, String secretKey) throws IOException {
        Path id = Files.writeString(folder.resolve("key-id"), SandboxSecrets.KEY);
        Path secret = Files.writeString(folder.resolve("secret-key"), secretKey);
        Configuration config = new Configuration();
        config.set(AwsOptions.CREDENTIALS, AwsOptions.Credentials.STATIC);
        config.set(AwsOptions.ACCESS_KEY_ID, "file:" + id);
        config.set(AwsOptions.SECRET_ACCESS_KEY, "file:" + secret);
        config.set(AwsOptions.SSM_ENDPOINT, endpoint.toString());
        config.set(AwsOptions.SECRETS_MANAGER_ENDPOINT, endpoint.toString());
        return AwsSettings.from(config);
    }
}
