// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.clients.aws.AwsSettings;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;

/** How the connector is told to reach Kinesis. It serializes these properties with the job. */
final class ConnectorProperties {

    private ConnectorProperties() {}

    static Properties of(AwsSettings aws, Duration requestTimeout) {
        Properties properties = new Properties();
        properties.setProperty(AWSConfigConstants.AWS_REGION, aws.region());
        properties.setProperty(
                AWSConfigConstants.HTTP_CLIENT_READ_TIMEOUT_MILLIS,
                Long.toString(requestTimeout.toMillis()));
        aws.kinesisEndpoint()
                .ifPresent(
                        endpoint -> {
                            properties.setProperty(
                                    AWSConfigConstants.AWS_ENDPOINT, endpoint.toString());
                            // HTTP/2 without TLS is not what servers speak by default.
                            if ("http".equals(endpoint.getScheme())) {
                                properties.setProperty(
                                        AWSConfigConstants.HTTP_PROTOCOL_VERSION, "HTTP1_1");
                            }
                        });
        if (aws.keys().isPresent()) {
            properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "CUSTOM");
            properties.setProperty(
                    AWSConfigConstants.CUSTOM_CREDENTIALS_PROVIDER_CLASS,
                    ReferredCredentials.class.getName());
            aws.keys().get().writeTo(properties);
        } else {
            properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "AUTO");
        }
        return properties;
    }
}
