// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import dev.bellwether.clients.secrets.SecretReference;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How AWS is reached, checked and ready to travel with a job: it holds where credentials live,
 * never a credential.
 */
public final class AwsSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String region;
    private final SecretReference accessKeyId;
    private final SecretReference secretAccessKey;
    private final URI kinesisEndpoint;
    private final URI sqsEndpoint;
    private final URI dynamoDbEndpoint;
    private final URI snsEndpoint;
    private final URI sesEndpoint;
    private final URI ssmEndpoint;
    private final URI secretsManagerEndpoint;

    private AwsSettings(ReadableConfig config) {
        this.region = config.get(AwsOptions.REGION);
        boolean stored = config.get(AwsOptions.CREDENTIALS) == AwsOptions.Credentials.STATIC;
        this.accessKeyId =
                stored ? SecretReference.parse(config.get(AwsOptions.ACCESS_KEY_ID)) : null;
        this.secretAccessKey =
                stored ? SecretReference.parse(config.get(AwsOptions.SECRET_ACCESS_KEY)) : null;
        this.kinesisEndpoint = endpoint(config, AwsOptions.KINESIS_ENDPOINT);
        this.sqsEndpoint = endpoint(config, AwsOptions.SQS_ENDPOINT);
        this.dynamoDbEndpoint = endpoint(config, AwsOptions.DYNAMODB_ENDPOINT);
        this.snsEndpoint = endpoint(config, AwsOptions.SNS_ENDPOINT);
        this.sesEndpoint = endpoint(config, AwsOptions.SES_ENDPOINT);
        this.ssmEndpoint = endpoint(config, AwsOptions.SSM_ENDPOINT);
        this.secretsManagerEndpoint = endpoint(config, AwsOptions.SECRETS_MANAGER_ENDPOINT);
    }

    private static URI endpoint(ReadableConfig config, ConfigOption<String> option) {
        return config.getOptional(option).map(URI::create).orElse(null);
    }

    /**
     * @param config options of {@link AwsOptions}
     * @throws IllegalArgumentException naming everything that {@link AwsOptions#check} objects to
     */
    public static AwsSettings from(ReadableConfig config) {
        StringBuilder problems = new StringBuilder();
        AwsOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("Aws: " + problems);
        }
        return new AwsSettings(config);
    }

    public String region() {
        return region;
    }

    /** The keys that are referred to; empty if credentials come from the chain of the SDK. */
    public Optional<AccessKeys> keys() {
        return accessKeyId == null
                ? Optional.empty()
                : Optional.of(AccessKeys.of(accessKeyId, secretAccessKey));
    }

    /** Address of Kinesis instead of the region's own. */
    public Optional<URI> kinesisEndpoint() {
        return Optional.ofNullable(kinesisEndpoint);
    }

    /** Address of SQS instead of the region's own. */
    public Optional<URI> sqsEndpoint() {
        return Optional.ofNullable(sqsEndpoint);
    }

    /** Address of DynamoDB instead of the region's own. */
    public Optional<URI> dynamoDbEndpoint() {
        return Optional.ofNullable(dynamoDbEndpoint);
    }

    /** Address of SNS instead of the region's own. */
    public Optional<URI> snsEndpoint() {
        return Optional.ofNullable(snsEndpoint);
    }

    /** Address of SES instead of the region's own. */
    public Optional<URI> sesEndpoint() {
        return Optional.ofNullable(sesEndpoint);
    }

    /** Address of the Parameter Store instead of the region's own. */
    public Optional<URI> ssmEndpoint() {
        return Optional.ofNullable(ssmEndpoint);
    }

    /** Address of Secrets Manager instead of the region's own. */
    public Optional<URI> secretsManagerEndpoint() {
        return Optional.ofNullable(secretsManagerEndpoint);
    }

    @Override
    public String toString() {
        return "AwsSettings("
                + region
                + (accessKeyId == null ? ", chain" : ", keys in " + accessKeyId)
                + ")";
    }
}
