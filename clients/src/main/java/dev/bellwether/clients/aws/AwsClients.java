// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * Clients of the AWS SDK with this house's credentials, region and endpoints.
 *
 * <p>They speak over the JDK's own HTTP client, one request at a time and thread, and never retry
 * by themselves: whoever calls knows better what may wait. To be closed by the caller.
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
        SqsClientBuilder builder =
                SqsClient.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(credentials)
                        .overrideConfiguration(
                                ClientOverrideConfiguration.builder()
                                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                        .apiCallTimeout(timeout)
                                        .build())
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(timeout)
                                        .socketTimeout(timeout));
        settings.sqsEndpoint().ifPresent(builder::endpointOverride);
        return builder.build();
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
