// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Clients of the AWS SDK with this house's credentials, region and endpoints.
 *
 * <p>They speak over the JDK's own HTTP client, one request at a time and thread, and retry by
 * themselves only where a {@link Patience} says so: else whoever calls knows better what may wait.
 * To be closed by the caller.
 */
public final class AwsClients {

    private AwsClients() {}

    /**
     * @param timeout for one request, connecting and reading the answer included
     */
    public static SqsClient sqs(AwsSettings settings, Duration timeout) {
        return sqs(settings, credentials(settings), timeout);
    }

    /** The same with credentials that the caller may tell to {@link AccessKeys#refresh}. */
    public static SqsClient sqs(
            AwsSettings settings, AwsCredentialsProvider credentials, Duration timeout) {
        return build(
                SqsClient.builder(),
                settings,
                settings.sqsEndpoint(),
                credentials,
                Patience.once(timeout));
    }

    public static DynamoDbClient dynamoDb(
            AwsSettings settings, AwsCredentialsProvider credentials, Patience patience) {
        return build(
                DynamoDbClient.builder(),
                settings,
                settings.dynamoDbEndpoint(),
                credentials,
                patience);
    }

    /**
     * Topics and short messages.
     *
     * @param timeout for one request, connecting and reading the answer included
     */
    public static SnsClient sns(
            AwsSettings settings, AwsCredentialsProvider credentials, Duration timeout) {
        return build(
                SnsClient.builder(),
                settings,
                settings.snsEndpoint(),
                credentials,
                Patience.once(timeout));
    }

    /**
     * Mail.
     *
     * @param timeout for one request, connecting and reading the answer included
     */
    public static SesV2Client ses(
            AwsSettings settings, AwsCredentialsProvider credentials, Duration timeout) {
        return build(
                SesV2Client.builder(),
                settings,
                settings.sesEndpoint(),
                credentials,
                Patience.once(timeout));
    }

    /** The Parameter Store. */
    public static SsmClient ssm(
            AwsSettings settings, AwsCredentialsProvider credentials, Patience patience) {
        return build(SsmClient.builder(), settings, settings.ssmEndpoint(), credentials, patience);
    }

    /** Secrets Manager. */
    public static SecretsManagerClient secretsManager(
            AwsSettings settings, AwsCredentialsProvider credentials, Patience patience) {
        return build(
                SecretsManagerClient.builder(),
                settings,
                settings.secretsManagerEndpoint(),
                credentials,
                patience);
    }

    private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(
            B builder,
            AwsSettings settings,
            Optional<URI> endpoint,
            AwsCredentialsProvider credentials,
            Patience patience) {
        endpoint.ifPresent(address -> builder.endpointOverride(address));
        return builder.region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(patience.configuration())
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(patience.attempt())
                                .socketTimeout(patience.attempt()))
                .build();
    }

    /** The chain of the SDK, or the keys that are referred to, read at each use. */
    public static AwsCredentialsProvider credentials(AwsSettings settings) {
        return settings.keys()
                .map(AwsClients::credentials)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** These keys, read at each use. */
    public static AwsCredentialsProvider credentials(AccessKeys keys) {
        return () -> AwsBasicCredentials.create(keys.id().reveal(), keys.secret().reveal());
    }
}
