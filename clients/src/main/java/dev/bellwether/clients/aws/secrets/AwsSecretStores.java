// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.secrets;

import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.Patience;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The Parameter Store and Secrets Manager of one region, with the credentials that all of AWS is
 * reached with. Travels with a job.
 *
 * <p>A client lives for one read, as there is one in minutes: so nobody has to close anything, and
 * credentials are always those of the moment.
 */
public final class AwsSecretStores implements SecretStores {

    private static final long serialVersionUID = 1L;

    /** An answer takes milliseconds; a busy store may ask for pauses, a dead one costs this. */
    private static final Patience PATIENCE =
            Patience.of(4, Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofMillis(200));

    private final AwsSettings settings;
    private final Patience patience;

    private AwsSecretStores(AwsSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
    }

    public static AwsSecretStores of(AwsSettings settings) {
        return of(settings, PATIENCE);
    }

    /**
     * @param patience for one read
     */
    public static AwsSecretStores of(AwsSettings settings, Patience patience) {
        return new AwsSecretStores(settings, patience);
    }

    @Override
    public Secret read(String scheme, String locator) {
        StoreFailures failures = new StoreFailures(scheme + ":" + locator, settings.region());
        AwsCredentialsProvider credentials = credentials(failures);
        try {
            switch (scheme) {
                case "ssm":
                    return parameter(locator, credentials, failures);
                case "secretsmanager":
                    return managed(locator, credentials, failures);
                default:
                    throw new IllegalArgumentException("no store for " + scheme);
            }
        } catch (AwsServiceException e) {
            throw failures.refused(e);
        } catch (SdkException e) {
            throw failures.unanswered(e);
        }
    }

    private Secret parameter(
            String path, AwsCredentialsProvider credentials, StoreFailures failures) {
        try (SsmClient client = AwsClients.ssm(settings, credentials, patience)) {
            return new StoredParameter(path, failures).readWith(client);
        }
    }

    private Secret managed(
            String locator, AwsCredentialsProvider credentials, StoreFailures failures) {
        try (SecretsManagerClient client =
                AwsClients.secretsManager(settings, credentials, patience)) {
            return new ManagedSecret(locator, failures).readWith(client);
        }
    }

    /** Found before the store is asked, so that one is not taken for the other's failure. */
    private AwsCredentialsProvider credentials(StoreFailures failures) {
        AwsCredentialsProvider provider = AwsClients.credentials(settings);
        try {
            return StaticCredentialsProvider.create(provider.resolveCredentials());
        } catch (SecretUnavailableException e) {
            throw failures.of("no credentials for AWS: " + e.getMessage());
        } catch (SdkException e) {
            throw failures.of("the chain of the AWS SDK finds no credentials on this machine");
        } finally {
            if (provider instanceof SdkAutoCloseable) {
                ((SdkAutoCloseable) provider).close();
            }
        }
    }

    @Override
    public String toString() {
        return "AwsSecretStores(" + settings + ")";
    }
}
