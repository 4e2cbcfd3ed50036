// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import dev.bellwether.clients.secrets.SecretReference;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Options of the group {@code Aws}: how all of its services are reached. */
public final class AwsOptions {

    /** Where credentials come from. */
    public enum Credentials {
        /** The chain of the SDK: environment, profile, container, instance. */
        CHAIN,
        /** The two secrets that are referred to. */
        STATIC
    }

    public static final ConfigOption<String> REGION =
            ConfigOptions.key("region")
                    .stringType()
                    .defaultValue("eu-central-1")
                    .withDescription(
                            "Region of the streams, queues, tables and stores of secrets, such as"
                                    + " eu-central-1.");

    public static final ConfigOption<Credentials> CREDENTIALS =
            ConfigOptions.key("credentials")
                    .enumType(Credentials.class)
                    .defaultValue(Credentials.CHAIN)
                    .withDescription(
                            "Where credentials come from: the chain of the AWS SDK (environment,"
                                    + " profile, container, instance), or the two secrets of"
                                    + " access.key.id and secret.access.key.");

    public static final ConfigOption<String> ACCESS_KEY_ID =
            ConfigOptions.key("access.key.id")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the id of the access key lives: env:NAME or file:/path. For"
                                    + " static credentials only.");

    public static final ConfigOption<String> SECRET_ACCESS_KEY =
            ConfigOptions.key("secret.access.key")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the secret access key lives: env:NAME or file:/path, never the"
                                    + " key itself. For static credentials only.");

    public static final ConfigOption<String> KINESIS_ENDPOINT =
            ConfigOptions.key("kinesis.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of Kinesis instead of the region's own: a VPC endpoint, or an"
                                    + " emulator. Must be https unless it is on this machine.");

    public static final ConfigOption<String> SQS_ENDPOINT =
            ConfigOptions.key("sqs.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of SQS instead of the region's own: a VPC endpoint, or an"
                                    + " emulator. Must be https unless it is on this machine.");

    public static final ConfigOption<String> DYNAMODB_ENDPOINT =
            ConfigOptions.key("dynamodb.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of DynamoDB instead of the region's own: a VPC endpoint, or an"
                                    + " emulator. Must be https unless it is on this machine.");

    public static final ConfigOption<String> SNS_ENDPOINT =
            ConfigOptions.key("sns.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of SNS instead of the region's own: a VPC endpoint, or an"
                                    + " emulator. Must be https unless it is on this machine.");

    public static final ConfigOption<String> SES_ENDPOINT =
            ConfigOptions.key("ses.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of SES instead of the region's own: a VPC endpoint, or an"
                                    + " emulator. Must be https unless it is on this machine.");

    public static final ConfigOption<String> SSM_ENDPOINT =
            ConfigOptions.key("ssm.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of the Parameter Store, for secrets as ssm:/path, instead of"
                                    + " the region's own: a VPC endpoint, or an emulator. Must be"
                                    + " https unless it is on this machine.");

    public static final ConfigOption<String> SECRETS_MANAGER_ENDPOINT =
            ConfigOptions.key("secretsmanager.endpoint")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of Secrets Manager, for secrets as secretsmanager:id#field,"
                                    + " instead of the region's own: a VPC endpoint, or an"
                                    + " emulator. Must be https unless it is on this machine.");

    private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

    private AwsOptions() {}

    /** Reports every value that is missing or cannot be worked with; never echoes a key. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        String region = config.get(REGION);
        if (!REGION_NAME.matcher(region).matches()) {
            problem.accept(REGION, "must be a region such as eu-central-1, was " + region);
        }
        boolean required = config.get(CREDENTIALS) == Credentials.STATIC;
        checkSecret(config, ACCESS_KEY_ID, required, problem);
        checkSecret(config, SECRET_ACCESS_KEY, required, problem);
        checkEndpoint(config, KINESIS_ENDPOINT, problem);
        checkEndpoint(config, SQS_ENDPOINT, problem);
        checkEndpoint(config, DYNAMODB_ENDPOINT, problem);
        checkEndpoint(config, SNS_ENDPOINT, problem);
        checkEndpoint(config, SES_ENDPOINT, problem);
        checkEndpoint(config, SSM_ENDPOINT, problem);
        checkEndpoint(config, SECRETS_MANAGER_ENDPOINT, problem);
    }

    private static void checkSecret(
            ReadableConfig config,
            ConfigOption<String> option,
            boolean required,
            BiConsumer<ConfigOption<?>, String> problem) {
        Optional<String> reference = config.getOptional(option).filter(text -> !text.isEmpty());
        if (reference.isEmpty()) {
            if (required) {
                problem.accept(option, "is required with static credentials, for example env:NAME");
            }
            return;
        }
        try {
            if (SecretReference.parse(reference.get()).isInAStore()) {
                problem.accept(
                        option,
                        "must be env:NAME or file:/path, was "
                                + reference.get()
                                + ": a store of AWS is read with this key and cannot hold it");
            }
        } catch (IllegalArgumentException e) {
            problem.accept(option, e.getMessage());
        }
    }

    private static void checkEndpoint(
            ReadableConfig config,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        Optional<String> endpoint = config.getOptional(option);
        if (endpoint.isPresent() && !isAcceptable(endpoint.get())) {
            problem.accept(
                    option,
                    "must be an address such as https://host, or http:// on this machine, was "
                            + endpoint.get());
        }
    }

    private static boolean isAcceptable(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                return false;
            }
            boolean here = uri.getHost().equals("127.0.0.1") || uri.getHost().equals("localhost");
            return "https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
